/** What I have arranged for myself, kept on the server: it follows me to any machine. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, request } from '../api.ts'

/** Nothing until it has come; `keep` shows at once and is sent behind. */
export const useSetting = <T extends object>(
  name: string,
): readonly [value: T | undefined, keep: (next: T) => Promise<void>] => {
  const client = useQueryClient()
  const queryKey = ['setting', name]
  const { data } = useQuery({
    queryKey,
    queryFn: async () => (await get<{ readonly value: T }>(`/me/settings/${name}`)).value,
    staleTime: Infinity,
  })
  const keep = async (next: T): Promise<void> => {
    client.setQueryData(queryKey, next)
    await request('POST', `/me/settings/${name}`, { value: next })
  }
  return [data, keep]
}
