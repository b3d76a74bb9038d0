/** The signed heads of the ledger, latest first; one press verifies every signature and that each only added to the one before. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress, Table } from 'antd'
import { useState } from 'react'
import { get } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { grewFrom, verifyHead, type HeadShape } from '../kit/verify.ts'
import { useWords } from '../words.ts'

type Signed = HeadShape & { readonly publicKey: string }
const most = 50

export const Heads = () => {
  const { language } = useWords()
  const zh = language === 'zh'
  const { data, error } = useQuery({
    queryKey: ['heads'],
    queryFn: () => get<{ readonly heads: readonly Signed[] }>(`/ledger/heads?limit=${most}`),
  })
  const [past, setPast] = useState<number>()
  const [wrong, setWrong] = useState<readonly string[]>()
  const [failed, setFailed] = useState<unknown>()
  if (error) return <ProblemBox error={error} />
  const heads = data?.heads ?? []
  const verify = async () => {
    setFailed(undefined)
    setWrong(undefined)
    const found: string[] = []
    try {
      for (const [n, head] of heads.entries()) {
        setPast(n)
        if (!verifyHead(head, head.publicKey))
          found.push(zh ? `${head.size}条的树头：签名无效` : `${head.size}: signature`)
        const before = heads[n + 1]
        if (!before) continue
        const { proof } = await get<{ readonly proof: readonly string[] }>(
          `/ledger/consistency?from=${before.size}&to=${head.size}`,
        )
        if (!grewFrom(before, head, proof))
          found.push(zh ? `${before.size}条至${head.size}条：不是只增` : `${before.size} to ${head.size}: changed`)
      }
      setWrong(found)
    } catch (reason) {
      setFailed(reason)
    } finally {
      setPast(undefined)
    }
  }
  return (
    <section>
      <h2>{zh ? `历次树头（最近${most}个以内）` : 'Heads'}</h2>
      {failed !== undefined && <ProblemBox error={failed} />}
      <p>
        <Button disabled={heads.length === 0} loading={past !== undefined} onClick={() => void verify()}>
          {zh ? '逐个核验' : 'Verify each'}
        </Button>
      </p>
      {past !== undefined && <Progress percent={Math.round((past * 100) / heads.length)} />}
      {wrong && (
        <Alert
          className="gap"
          type={wrong.length ? 'error' : 'success'}
          showIcon
          title={
            wrong.length
              ? zh
                ? '核验不一致，请立即报告审计管理员'
                : 'Does not hold'
              : zh
                ? `${heads.length}个树头的签名都有效，每一个都只是在前一个之上增加`
                : `${heads.length} heads hold, each adds to the one before`
          }
          description={wrong.map((words) => (
            <div key={words}>{words}</div>
          ))}
        />
      )}
      <Table<Signed>
        size="small"
        rowKey="size"
        dataSource={[...heads]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: zh ? '封存的记录' : 'Sealed', align: 'right', width: 120, dataIndex: 'size' },
          { title: zh ? '时间' : 'At', width: 180, render: (_, { at }) => at.replace('T', ' ').slice(0, 19) },
          { title: zh ? '树根' : 'Root', render: (_, { root }) => <code>{root}</code> },
          { title: zh ? '签名公钥' : 'Key', width: 200, render: (_, { key }) => <code>{key}</code> },
        ]}
      />
    </section>
  )
}
