/** Pages that turn by themselves: on the wall from one view to the next, until somebody takes them in hand. */
import { Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../words.ts'

const turnEvery = 15_000
export interface Turning {
  readonly page: number
  readonly pages: number
  readonly going: boolean
  readonly go: (page: number) => void
  readonly toggle: () => void
}
/** After the last page comes the first, or, where `onEnd` is given, what it brings. `still`: something is being looked at. */
export const useTurning = (pages: number, onEnd?: () => void, still = false): Turning => {
  const [page, setPage] = useState(0)
  const [going, setGoing] = useState(true)
  const shown = Math.min(page, Math.max(0, pages - 1))
  useEffect(() => {
    if (!going || still || (pages < 2 && !onEnd)) return undefined
    const turn = setTimeout(() => {
      if (shown + 1 < pages) setPage(shown + 1)
      else if (onEnd) onEnd()
      else setPage(0)
    }, turnEvery)
    return () => clearTimeout(turn)
  }, [going, still, pages, shown, onEnd])
  return { page: shown, pages, going, go: setPage, toggle: () => setGoing(!going) }
}
export const Pager = ({ turning: { page, pages, going, go, toggle } }: { readonly turning: Turning }) => {
  const { t, language } = useWords()
  if (pages < 2) return null
  return (
    <Space className="pager">
      <Button onClick={() => go((page + pages - 1) % pages)} aria-label={t('previous')}>
        ‹
      </Button>
      <span>
        {page + 1} / {pages}
      </span>
      <Button onClick={() => go((page + 1) % pages)} aria-label={t('next')}>
        ›
      </Button>
      <Button onClick={toggle} aria-pressed={!going}>
        {going ? (language === 'zh' ? '停住' : 'Stay') : language === 'zh' ? '自动翻页' : 'Turn'}
      </Button>
    </Space>
  )
}
/** Whether the wall fills the screen. */
export const useFullScreen = (): boolean => {
  const [full, setFull] = useState(false)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  return full
}
