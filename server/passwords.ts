/** Passwords: what is strong enough, and how they are kept. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'

const cost = 2 ** 15
const size = 32
const derive = (password: string, salt: Buffer, N: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // The default limit of 32 MB lies just below what this cost needs.
    scrypt(password.normalize('NFC'), salt, size, { N, r: 8, p: 1, maxmem: 64 * 2 ** 20 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** `scrypt:<N>:<salt>:<key>`, so that a later cost can stand beside an earlier one. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt:${cost}:${salt.toString('base64')}:${(await derive(password, salt, cost)).toString('base64')}`
}
const nobody = `scrypt:${cost}:${randomBytes(16).toString('base64')}:${randomBytes(size).toString('base64')}`

/** Without a hash (unknown login, locked account) it takes the same time and never matches. */
export const matches = async (password: string, hash: string | undefined): Promise<boolean> => {
  const [, N, salt, key] = (hash ?? nobody).split(':')
  const found = await derive(password, Buffer.from(salt!, 'base64'), Number(N))
  return timingSafeEqual(found, Buffer.from(key!, 'base64')) && hash !== undefined
}

const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]
/** Why a password is too weak, in Chinese; nothing where it is strong enough: 10 characters of 3 classes. */
export const weakness = (password: string, login: string): string | undefined => {
  if (password.length < 10) return '口令至少10个字符'
  if (password.length > 200) return '口令不能超过200个字符'
  if (classes.filter((one) => one.test(password)).length < 3)
    return '口令须含大写字母、小写字母、数字、其他符号中的至少三类'
  return password.toLowerCase().includes(login.toLowerCase()) ? '口令不能包含账号' : undefined
}

// Without characters that are read wrongly from a slip of paper.
const alphabets = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789']
/** A random one-time password of 14 characters. */
export const oneTimePassword = (): string =>
  Array.from({ length: 14 }, (_, at) => {
    const alphabet = at < 3 ? alphabets[at]! : alphabets.join('')
    return alphabet[randomInt(alphabet.length)]!
  }).join('')
