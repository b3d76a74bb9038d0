/** The script of the page that checks receipts. All checking is done by the verifier beside it; nothing is sent anywhere. */
import { receiptWords, verifyReceipt } from './verify.mjs'

const form = document.getElementById('check')
const result = document.getElementById('result')
const tell = (words, good) => {
  result.className = good ? 'note' : 'wrong'
  result.replaceChildren(
    ...words.map((sentence) => {
      const line = document.createElement('p')
      line.textContent = sentence
      return line
    }),
  )
}
const outside = (text) => {
  const [, size, root] = /^\s*([0-9]{1,15}):([0-9a-f]{64})\s*$/i.exec(text) ?? []
  if (!root) throw new Error('账本头应写作“条数:根”，根为64位十六进制。')
  return { size: Number(size), root: root.toLowerCase() }
}
const readReceipt = (text) => {
  try {
    const value = JSON.parse(text)
    // The answer of the interface holds the receipt in a field of its own.
    return value?.receipt ?? value
  } catch {
    throw new Error('这不是回执：内容不是完整的JSON。请粘贴回执文件的全文。')
  }
}
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const [file] = document.getElementById('file').files
    const text = document.getElementById('receipt').value.trim() || (file ? await file.text() : '')
    if (!text) throw new Error('请粘贴回执的全文，或者选择回执文件。')
    const head = document.getElementById('head').value
    const checked = verifyReceipt(readReceipt(text), { heads: head.trim() ? [outside(head)] : [] })
    tell(receiptWords(checked), checked.count === 0)
  } catch (error) {
    tell([error.message], false)
  }
})
