/** Keys that work on every screen, and the table that tells them; none works while somebody types. */
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useWords, type Word } from '../words.ts'

const places = {
  w: ['/', 'workbench'],
  b: ['/board', 'board'],
  i: ['/indicators', 'figures'],
  r: ['/report', 'report'],
  a: ['/admin', 'admin'],
} as const satisfies Readonly<Record<string, readonly [to: string, word: Word]>>
/** After `g` the next key counts for so long. */
const patience = 1500
const types = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

// Windows are heavy, and this one is rarely asked for.
const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }))

export const Shortcuts = () => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    let led = -Infinity
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || types(event.target)) return
      const { key } = event
      if (document.querySelector('.ant-modal-wrap:not([style*="none"])')) return
      if (key === '?') setOpen(true)
      else if (key === '/') {
        event.preventDefault()
        document.querySelector<HTMLInputElement>('.top .find input')?.focus()
      } else if (performance.now() - led < patience && Object.hasOwn(places, key))
        void navigate({ to: places[key as keyof typeof places][0] })
      led = key === 'g' ? performance.now() : -Infinity
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [navigate])
  const lines: readonly (readonly [keys: string, words: string])[] = [
    ['/', zh ? '查找' : 'Search'],
    ...Object.entries(places).map(([key, [, word]]) => [`g ${key}`, t(word)] as const),
    ['?', zh ? '本表' : 'This table'],
    ['Esc', zh ? '关闭窗口，内容留作草稿' : 'Close a window; what was typed stays as a draft'],
    ['Tab', zh ? '下一个可操作的位置' : 'The next place to act'],
    ['Enter', zh ? '按下按钮，提交单行表单' : 'Press a button, send a form'],
  ]
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        {zh ? '快捷键' : 'Keys'}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ShortcutList title={zh ? '快捷键' : 'Keyboard'} lines={lines} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
