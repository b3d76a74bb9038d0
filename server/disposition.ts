/** How a download is named, whatever characters its name holds. */
export const attachmentNamed = (name: string): string => {
  const file = name.replace(/[\p{Cc}/\\:*?"<>|]/gu, '').trim()
  return `attachment; filename*=UTF-8''${encodeURIComponent(file).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`
}
