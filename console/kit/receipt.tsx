/** The receipt of an act: fetched when asked for, and verified here, without believing the server. */
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { actingUnit, get } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { verifyReceipt, type ReceiptShape } from './verify.ts'

interface Answer {
  readonly receipt?: ReceiptShape
  readonly sealed?: false
  readonly words?: string
}
export const Receipt = ({
  mechanism,
  id,
  version,
}: {
  readonly mechanism: string
  readonly id: string
  readonly version: number
}) => {
  const { t } = useWords()
  const [told, setTold] = useState<Answer & { readonly right?: boolean }>()
  const [wrong, setWrong] = useState<unknown>()
  const ask = async () => {
    try {
      const answer = await get<Answer>(`/${mechanism}/${id}/receipts/${version}`)
      setTold(answer.receipt ? { ...answer, right: verifyReceipt(answer.receipt) } : answer)
    } catch (error) {
      setWrong(error)
    }
  }
  if (wrong) return <ProblemBox error={wrong} />
  if (!told)
    return (
      <Button type="link" size="small" onClick={() => void ask()}>
        {t('receipt')}
      </Button>
    )
  if (!told.receipt) return <span className="none">{told.words ?? t('notSealed')}</span>
  const unit = actingUnit()
  const href = (format: string): string =>
    `/api/${mechanism}/${id}/receipts/${version}/document?${new URLSearchParams({ format, ...(unit && { as: unit }) }).toString()}`
  return (
    <>
      <Tag color={told.right ? 'green' : 'red'}>{told.right ? t('verified') : '核验不一致'}</Tag>
      <a href={href('pdf')} download>
        PDF
      </a>{' '}
      <a href={href('docx')} download>
        Word
      </a>
    </>
  )
}
