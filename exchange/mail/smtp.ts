/** E-mail by SMTP. The server and who it is from stand in the environment; its password appears in no message and no log. */
import { createTransport } from 'nodemailer'
import { withoutAddresses, type Channel, type Receipt } from './channel.ts'

/** One address, plain: no name before it, no second one, nothing that ends a line of a header. */
const address =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/
const longest = 254
export const wrongAddress = (given: string): string | undefined =>
  given.length <= longest && address.test(given) ? undefined : '应为一个电子邮件地址，如 name@example.gov.cn'

const seconds = 20
export interface Smtp {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string
  readonly from: string
}
/** What is wrong with the settings, in Chinese; nothing where they are right. */
export const wrongSettings = ({ url, from }: Smtp): string | undefined =>
  !URL.canParse(url) || !['smtp:', 'smtps:'].includes(new URL(url).protocol)
    ? 'SMTP_URL 应写作 smtp://用户:口令@主机:端口，或者 smtps://…'
    : wrongAddress(from)
      ? `MAIL_FROM ${wrongAddress(from)}`
      : undefined

interface Failure {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
}
/** From how it failed to whether it is worth another attempt. */
const judged = (error: unknown): Receipt => {
  const { code, responseCode, response } = (error ?? {}) as Failure
  // Wrong credentials are ours to mend, and then the letter goes out; the server's words may repeat them.
  if (code === 'EAUTH' || responseCode === 535 || responseCode === 530)
    return { is: 'later', answer: `邮件服务器不接受本系统的账号（${responseCode ?? code}）` }
  if (responseCode !== undefined)
    return {
      is: responseCode >= 500 ? 'refused' : 'later',
      answer: withoutAddresses(String(response ?? responseCode)).slice(0, 500),
    }
  return { is: 'later', answer: `连不上邮件服务器，或者连接中断（${code ?? '原因不明'}）` }
}
export const smtpChannel = ({ url, from }: Smtp): Channel => {
  const transport = createTransport({
    url,
    connectionTimeout: seconds * 1000,
    greetingTimeout: seconds * 1000,
    socketTimeout: seconds * 1000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.slice(from.lastIndexOf('@') + 1)
  return {
    id: 'email',
    label: '电子邮件',
    wrong: wrongAddress,
    send: async (recipient, { id, subject, words, enclosures }) => {
      try {
        const { response } = await transport.sendMail({
          from,
          to: recipient,
          subject,
          text: words,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments: enclosures.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
        })
        return { is: 'sent', answer: withoutAddresses(response).slice(0, 500) }
      } catch (error) {
        return judged(error)
      }
    },
  }
}
