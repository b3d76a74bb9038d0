/**
 * 账本: its signed head, verified here in the browser: the signature over it, and that it only grew since the head which
 * this browser saw last. Whoever rewrites the past must also rewrite what every reader keeps.
 */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Skeleton } from 'antd'
import { useState } from 'react'
import { get } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { grewFrom, verifyHead, type HeadShape } from '../kit/verify.ts'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { Heads } from './heads.tsx'

interface Head {
  readonly head: HeadShape | null
  readonly publicKey: string | null
}
interface Verdict {
  readonly right: boolean
  readonly words: readonly string[]
}
const keptKey = (tenant: string): string => `ledger:${tenant}`
const kept = (tenant: string): HeadShape | undefined => {
  try {
    return (JSON.parse(localStorage.getItem(keptKey(tenant)) ?? 'null') as HeadShape | null) ?? undefined
  } catch {
    return undefined
  }
}

export const Ledger = () => {
  const { language } = useWords()
  const { data: me } = useMe()
  const { data, error } = useQuery({ queryKey: ['head'], queryFn: () => get<Head>('/ledger/head') })
  const [verdict, setVerdict] = useState<Verdict>()
  const [wrong, setWrong] = useState<unknown>()
  if (error) return <ProblemBox error={error} />
  if (!data || !me) return <Skeleton active />
  const { head, publicKey } = data
  const zh = language === 'zh'
  const verify = async () => {
    if (!head || !publicKey) return
    setWrong(undefined)
    try {
      const words: string[] = []
      const signed = verifyHead(head, publicKey)
      words.push(
        signed
          ? zh
            ? `签名有效：公钥${head.key}签署了这一树头。`
            : `The signature of key ${head.key} holds.`
          : zh
            ? '签名无效：这一树头不是该公钥所签。'
            : 'The signature does not hold.',
      )
      const before = kept(me.tenant.code)
      let grew = true
      if (before && before.size <= head.size) {
        const { proof } = await get<{ readonly proof: readonly string[] }>(
          `/ledger/consistency?from=${before.size}&to=${head.size}`,
        )
        grew = grewFrom(before, head, proof)
        words.push(
          grew
            ? zh
              ? `只增不改：本浏览器上次（${before.at.replace('T', ' ').slice(0, 16)}）所见的${before.size}条都原样在内。`
              : `It only grew: the ${before.size} records seen last are all in it, unchanged.`
            : zh
              ? `账本被改动：上次所见的${before.size}条已不在其中，请立即报告审计管理员。`
              : `The ledger was changed since it was seen last.`,
        )
      } else if (before) {
        grew = false
        words.push(
          zh ? `账本变短：上次所见${before.size}条，现为${head.size}条。` : 'The ledger is shorter than it was.',
        )
      } else
        words.push(
          zh
            ? '本浏览器第一次见到这一账本，已记下树头，下次核验时比对。'
            : 'Seen for the first time; kept for the next.',
        )
      if (signed && grew) localStorage.setItem(keptKey(me.tenant.code), JSON.stringify(head))
      setVerdict({ right: signed && grew, words })
    } catch (reason) {
      setWrong(reason)
    }
  }
  return (
    <>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      {head ? (
        <Descriptions
          bordered
          size="small"
          column={1}
          items={[
            { key: 'size', label: zh ? '封存的记录' : 'Sealed events', children: head.size },
            { key: 'root', label: zh ? '树根' : 'Root', children: <code>{head.root}</code> },
            { key: 'at', label: zh ? '时间' : 'At', children: head.at.replace('T', ' ') },
            { key: 'key', label: zh ? '签名公钥' : 'Key', children: `${head.algorithm} · ${head.key}` },
          ]}
        />
      ) : (
        <p className="none">{zh ? '还没有封存的记录。' : 'Nothing is sealed yet.'}</p>
      )}
      <p>
        <Button type="primary" disabled={!head} onClick={() => void verify()}>
          {zh ? '在本机核验' : 'Verify here'}
        </Button>{' '}
        <Button href="/api/ledger/export">{zh ? '导出账本（限区司法局、审计管理员）' : 'Export the ledger'}</Button>
      </p>
      {verdict && (
        <Alert
          type={verdict.right ? 'success' : 'error'}
          showIcon
          title={verdict.right ? (zh ? '核验一致' : 'Verified') : zh ? '核验不一致' : 'Does not hold'}
          description={verdict.words.map((words) => (
            <div key={words}>{words}</div>
          ))}
        />
      )}
      <p className="none">
        {zh
          ? '每一条记录的回执在案卷的“历史”中，同样在本机核验；也可以用离线核验程序核对导出的账本。'
          : 'The receipt of each record stands in the history of its case and is verified here as well.'}
      </p>
      <Heads />
    </>
  )
}
