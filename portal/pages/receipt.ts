/** Checking a receipt in the reader's own browser: the one page with a script, and the verifier to take home beside it. */
import { html } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import { page } from '../frame.ts'
import type { Site } from '../site.ts'

export const verifierAddress = '/verify.mjs'
export const checkerAddress = '/receipt.mjs'

export const receiptPage = (site: Site): Rendered =>
  page(
    site,
    { title: '回执验证', crumbs: [['回执验证']], in: 'receipt', script: `${site.root}${checkerAddress}` },
    html`<h1>回执验证</h1>
      <p>
        回执说明一条记录在哪一天、以什么样子写进了账本。核验只用本页里的程序，在您自己的电脑或者手机上完成，回执不会发送给任何人；打开本页以后断开网络也能核验。
      </p>
      <form class="fill" id="check">
        <label for="receipt">粘贴回执的全文</label>
        <textarea id="receipt" rows="8" spellcheck="false" autocomplete="off"></textarea>
        <label for="file">或者选择回执文件（.json）</label>
        <input id="file" type="file" accept=".json,application/json" />
        <label for="head">已公布的账本头（可以不填）<small>形如“条数:根”，从公报或者公示栏取得</small></label>
        <input id="head" autocomplete="off" spellcheck="false" />
        <p><button>核验</button></p>
      </form>
      <div id="result" role="status" aria-live="polite"></div>
      <noscript><p class="note">本页的核验要用脚本。不用浏览器脚本也能核验：下载下面的离线核验程序。</p></noscript>
      <h2>离线核验程序</h2>
      <p>
        <a href="${site.root}${verifierAddress}" download>下载 verify.mjs</a>（一个文件，只需Node.js
        20，不联网），然后运行 <code>node verify.mjs receipt 回执.json</code>。核验整本账：<code
          >node verify.mjs 导出文件.ndjson</code
        >。
      </p>`,
  )
