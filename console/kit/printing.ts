/** The whole list on paper: all its rows are fetched first, up to a limit, and the screen is itself again afterwards. */
import { App } from 'antd'
import { useEffect, useState } from 'react'
import { get, type Page, type Row } from '../api.ts'

interface Printing {
  readonly rows: readonly Row[]
  readonly linked: Readonly<Record<string, string>>
  /** There are more than are printed. */
  readonly more: boolean
}
/** `address` gives the list's address for a page of that size after that mark. */
export const usePrinting = (address: (limit: number, after: string | undefined) => string, most: number) => {
  const { message } = App.useApp()
  const [printing, setPrinting] = useState<Printing>()
  const [waiting, setWaiting] = useState(false)
  useEffect(() => {
    if (!printing) return undefined
    const wait = setTimeout(() => {
      window.print()
      setPrinting(undefined)
    }, 300)
    return () => clearTimeout(wait)
  }, [printing])
  const print = async (): Promise<void> => {
    setWaiting(true)
    try {
      const rows: Row[] = []
      let linked: Readonly<Record<string, string>> = {}
      let after: string | undefined
      do {
        const page: Page = await get<Page>(address(200, after))
        rows.push(...page.rows)
        linked = { ...linked, ...page.linked }
        after = page.next
      } while (after && rows.length < most)
      setPrinting({ rows: rows.slice(0, most), linked, more: after !== undefined || rows.length > most })
    } catch (error) {
      void message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setWaiting(false)
    }
  }
  return { printing, print, waiting }
}
