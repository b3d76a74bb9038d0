/** Who I am, and what every screen needs to know: the mechanisms, the units and the people. */
import { useQuery } from '@tanstack/react-query'
import { get, type Chapter, type Me, type MechanismShape } from './api.ts'

/** Nobody before signing in. */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: async () => ((await get<{ readonly signedIn: boolean }>('/session')).signedIn ? get<Me>('/me') : null),
    retry: false,
  })
export const useChapters = () =>
  useQuery({
    queryKey: ['mechanisms'],
    queryFn: () => get<{ readonly chapters: readonly Chapter[] }>('/mechanisms'),
    select: ({ chapters }) => chapters,
    staleTime: 600_000,
  })
export const useShape = (mechanism: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['schema', mechanism],
    queryFn: () => get<MechanismShape>(`/${mechanism}/schema`),
    staleTime: Infinity,
  })

export interface Owed {
  readonly mechanism: string
  readonly red: number
  readonly yellow: number
  readonly green: number
}
/** How much I owe in each register. */
export const useOwed = () =>
  useQuery({
    queryKey: ['owed'],
    queryFn: () => get<{ readonly counts: readonly Owed[] }>('/duties/counts'),
    select: ({ counts }) => counts,
  })

export interface Directory {
  readonly units: readonly {
    readonly id: string
    readonly name: string
    readonly short: string
    readonly kind: string
    readonly parent?: string
    readonly until?: string
  }[]
  /** The posts of today; a substitution has a last day. */
  readonly posts?: readonly {
    readonly person: string
    readonly name: string
    readonly unit: string
    readonly title: string
    readonly from: string
    readonly expires?: string
  }[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly units: readonly string[] }[]
}
export const useDirectory = () => {
  const { data } = useQuery({
    queryKey: ['directory'],
    queryFn: () => get<Directory>('/directory'),
    staleTime: 600_000,
    select: (found) => ({
      ...found,
      unit: new Map(found.units.map((one) => [one.id, one])),
      person: new Map(found.people.map((one) => [one.id, one])),
    }),
  })
  return {
    units: data?.units ?? [],
    people: data?.people ?? [],
    posts: data?.posts ?? [],
    unitName: (id: string) => data?.unit.get(id)?.short ?? id,
    personName: (id: string) => (id === 'system' ? '系统' : (data?.person.get(id)?.name ?? id)),
  }
}
