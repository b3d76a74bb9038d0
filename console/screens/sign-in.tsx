/** Signing in, and the change of a password that was given once. */
import { Button, Form, Input } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request, type Me } from '../api.ts'
import { ProblemBox } from '../kit/problem.tsx'
import { useWords } from '../words.ts'

const Panel = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => {
  const { t } = useWords()
  return (
    <main className="sign-in">
      <h1>{t('product')}</h1>
      <h2>{title}</h2>
      {children}
    </main>
  )
}
export const SignIn = () => {
  const { t } = useWords()
  const client = useQueryClient()
  const [wrong, setWrong] = useState<unknown>()
  const [waiting, setWaiting] = useState(false)
  const enter = async (given: { login: string; password: string }) => {
    setWaiting(true)
    setWrong(undefined)
    await request('POST', '/session', given)
      .then(() => client.resetQueries())
      .catch(setWrong)
      .finally(() => setWaiting(false))
  }
  return (
    <Panel title={t('signIn')}>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      <Form layout="vertical" onFinish={(given: { login: string; password: string }) => void enter(given)}>
        <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('login') }]}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={waiting}>
          {t('signIn')}
        </Button>
      </Form>
    </Panel>
  )
}
export const ChangePassword = ({ me, onDone }: { readonly me: Me; readonly onDone?: () => void }) => {
  const { t } = useWords()
  const client = useQueryClient()
  const [wrong, setWrong] = useState<unknown>()
  const change = (given: { old: string; new: string }) =>
    request('POST', '/me/password', given)
      .then(() => client.resetQueries())
      .then(onDone)
      .catch(setWrong)
  return (
    <Panel title={me.mustChange ? t('mustChange') : t('changePassword')}>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      <Form layout="vertical" onFinish={(given: { old: string; new: string }) => void change(given)}>
        <Form.Item name="old" label={t('oldPassword')} required>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new" label={t('newPassword')} required>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block>
          {t('changePassword')}
        </Button>
      </Form>
    </Panel>
  )
}
