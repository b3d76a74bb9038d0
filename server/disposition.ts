/** How a download is named, whatever characters its name holds. */

/** A name as the header `filename*` takes it. */
export const encodedName = (file: string): string =>
  `UTF-8''${encodeURIComponent(file).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`
/** Without what no file system takes. */
export const attachmentNamed = (name: string): string =>
  `attachment; filename*=${encodedName(name.replace(/[\p{Cc}/\\:*?"<>|]/gu, '').trim())}`
