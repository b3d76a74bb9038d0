/** What the workbench sends out: my deadlines as a calendar, and the morning's reminder by e-mail. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Popconfirm, Space, Typography } from 'antd'
import { useState } from 'react'
import { get, request } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

const Calendar = () => {
  const { language } = useWords()
  const zh = language === 'zh'
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['my calendar'],
    queryFn: () => get<{ readonly since?: string }>('/me/calendar'),
  })
  const done = () => client.invalidateQueries({ queryKey: ['my calendar'] })
  const renew = useMutation({
    mutationFn: () => request<{ readonly url: string }>('POST', '/me/calendar'),
    onSuccess: done,
  })
  const revoke = useMutation({
    mutationFn: () => request('DELETE', '/me/calendar'),
    onSuccess: () => {
      renew.reset()
      return done()
    },
  })
  const error = renew.error ?? revoke.error
  return (
    <section>
      <h2>{zh ? '期限日历' : 'Calendar of deadlines'}</h2>
      <p className="none">
        {zh
          ? '在手机或电脑的日历里“订阅”下面的网址，您的期限就会出现在日历上并提前提醒；暂定的日期标明“暂定”。知道网址的人都能看到您的期限，请勿转发。'
          : 'Subscribe to this address in your calendar. Whoever knows it sees your deadlines.'}
      </p>
      {error && <ProblemBox error={error} />}
      {renew.data ? (
        <Alert
          className="gap"
          type="success"
          title={zh ? '网址只显示这一次，请现在复制：' : 'Shown only once; copy it now:'}
          description={
            <Typography.Text copyable className="address">
              {renew.data.url}
            </Typography.Text>
          }
        />
      ) : (
        data?.since && (
          <p>
            {zh
              ? `网址自${sayDay(data.since, language)}起有效；忘记了可以更换。`
              : `Valid since ${data.since.slice(0, 10)}.`}
          </p>
        )
      )}
      <Space className="gap">
        {data?.since ? (
          <>
            <Popconfirm
              title={zh ? '原网址随即停用，确定更换？' : 'The old address stops working. Renew?'}
              onConfirm={() => renew.mutate()}
            >
              <Button loading={renew.isPending}>{zh ? '更换网址' : 'Renew'}</Button>
            </Popconfirm>
            <Popconfirm title={zh ? '确定停用？' : 'Revoke?'} onConfirm={() => revoke.mutate()}>
              <Button danger loading={revoke.isPending}>
                {zh ? '停用' : 'Revoke'}
              </Button>
            </Popconfirm>
          </>
        ) : (
          <Button type="primary" loading={renew.isPending} onClick={() => renew.mutate()}>
            {zh ? '生成网址' : 'Make an address'}
          </Button>
        )}
      </Space>
    </section>
  )
}
interface Address {
  readonly sends: boolean
  readonly address?: string
  readonly digest?: boolean
}
const Reminder = ({ known }: { readonly known: Address }) => {
  const { t, language } = useWords()
  const zh = language === 'zh'
  const client = useQueryClient()
  const [address, setAddress] = useState(known.address ?? '')
  const [digest, setDigest] = useState(known.digest ?? true)
  const done = () => client.invalidateQueries({ queryKey: ['my address'] })
  const save = useMutation({
    mutationFn: () => request('POST', '/me/address', { address: address.trim(), digest }),
    onSuccess: done,
  })
  const erase = useMutation({ mutationFn: () => request('DELETE', '/me/address'), onSuccess: done })
  const error = save.error ?? erase.error
  return (
    <section>
      <h2>{zh ? '邮件提醒' : 'Reminder by e-mail'}</h2>
      {!known.sends && (
        <Alert
          type="warning"
          title={
            zh
              ? '本系统没有设置邮件服务器，设置以前不会发送；由系统管理员设置 SMTP_URL 和 MAIL_FROM。'
              : 'No mail server is set: nothing is sent until the administrator sets SMTP_URL and MAIL_FROM.'
          }
        />
      )}
      {error && <ProblemBox error={error} />}
      {save.isSuccess && <Alert type="success" title={zh ? '已保存' : 'Saved'} />}
      <Space wrap className="gap">
        <Input
          className="unit"
          type="email"
          aria-label={zh ? '邮件地址' : 'Address'}
          placeholder="name@example.gov.cn"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Checkbox checked={digest} onChange={(event) => setDigest(event.target.checked)}>
          {zh
            ? '每个工作日早上八点后，把超期和临期的事项发到这一地址'
            : 'What is overdue or near, every working morning'}
        </Checkbox>
        <Button type="primary" disabled={!address.trim()} loading={save.isPending} onClick={() => save.mutate()}>
          {t('save')}
        </Button>
        {known.address && (
          <Popconfirm title={zh ? '删除地址？' : 'Delete the address?'} onConfirm={() => erase.mutate()}>
            <Button loading={erase.isPending}>{zh ? '删除地址' : 'Delete'}</Button>
          </Popconfirm>
        )}
      </Space>
    </section>
  )
}
export const Outgoing = () => {
  const { data } = useQuery({ queryKey: ['my address'], queryFn: () => get<Address>('/me/address') })
  return (
    <>
      <Calendar />
      {data && <Reminder key={data.address ?? ''} known={data} />}
    </>
  )
}
