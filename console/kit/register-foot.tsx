/** Below a register: how many rows, the way from page to page, and a jump into the order it is sorted by. */
import { Button, DatePicker, Input, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { useWords } from '../words.ts'

/** `pages` are those before this one; `onJump` gets a day, or the beginning of a title, by what the list is sorted by. */
export const RegisterFoot = ({
  count,
  sort,
  pages,
  more,
  jumped,
  onChoosePage,
  onFirst,
  onPrevious,
  onNext,
  onJump,
}: {
  readonly count: string | undefined
  readonly sort: string
  readonly pages: number
  readonly more: boolean
  readonly jumped: boolean
  readonly onChoosePage: (() => void) | undefined
  readonly onFirst: () => void
  readonly onPrevious: () => void
  readonly onNext: () => void
  readonly onJump: (to: string) => void
}) => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const label = zh ? '跳到' : 'Jump to'
  return (
    <footer className="foot">
      <Space>
        <span>{`${count ?? ''} ${zh ? '条' : 'rows'}`}</span>
        {onChoosePage && (
          <Button size="small" onClick={onChoosePage}>
            {zh ? '选择本页' : 'Choose this page'}
          </Button>
        )}
      </Space>
      <Space>
        {(pages > 0 || more || jumped) && (
          <>
            <span>{label}</span>
            {sort.endsWith('title') ? (
              <Input
                className="jump"
                aria-label={label}
                placeholder={zh ? '标题开头或者拼音' : 'Begins with'}
                maxLength={24}
                onPressEnter={({ currentTarget: { value } }) => value.trim() && onJump(value.trim())}
              />
            ) : (
              <DatePicker
                className="jump"
                aria-label={label}
                value={null as Dayjs | null}
                onChange={(day) => day && onJump(day.format('YYYY-MM-DD'))}
              />
            )}
          </>
        )}
        {(pages > 0 || jumped) && <Button onClick={onFirst}>{t('first')}</Button>}
        {pages > 0 && <Button onClick={onPrevious}>{t('previous')}</Button>}
        {more && <Button onClick={onNext}>{t('next')}</Button>}
      </Space>
    </footer>
  )
}
