/** The style of the public pages: large type, wide measure, one blue for what can be followed, and the same on a phone. */
export const style = `
:root{--ink:#1f2328;--soft:#57606a;--blue:#0b4a8f;--line:#d8dde3;--pale:#f5f7fa;--red:#b3261e}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;color:var(--ink);background:#fff;font:17px/1.8 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:var(--blue);text-underline-offset:.2em;text-decoration-thickness:1px}a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid #e0a100;outline-offset:2px}main:focus{outline:0}
header,nav.main ul,nav.crumbs,main,footer{max-width:66rem;margin:0 auto;padding:0 1.25rem}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem;z-index:1}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.sample{background:#fff6e0;border-bottom:1px solid #e8cf8f;text-align:center;padding:.2rem 1rem;font-size:15px}
header{display:flex;flex-wrap:wrap;gap:.75rem 2rem;align-items:center;justify-content:space-between;padding-top:1.25rem;padding-bottom:1.25rem}
.brand a{color:var(--blue);font-size:1.6rem;font-weight:700;line-height:1.35;text-decoration:none}
header form{display:flex;flex:0 1 22rem}header input{flex:1;min-width:0;border-radius:3px 0 0 3px;border-right:0}header button{border-radius:0 3px 3px 0}
nav.main{background:var(--blue)}nav.main ul,nav.crumbs ol,ul.plain,footer ul{list-style:none}
nav.main ul{display:flex;flex-wrap:wrap}nav.main a{display:block;color:#fff;text-decoration:none;padding:.6rem 1.1rem;font-size:1.05rem}
nav.main a:hover{background:#083a71}nav.main a[aria-current]{background:#083a71;box-shadow:inset 0 -3px #fff}nav.main ul{padding:0 .15rem}
nav.crumbs ol{display:flex;flex-wrap:wrap;margin:0;padding:.75rem 0;font-size:15px;color:var(--soft)}nav.crumbs li+li::before{content:"/";margin:0 .5rem;color:var(--soft)}
main{padding-top:.5rem;padding-bottom:2.5rem;min-height:50vh}
h1{font-size:1.7rem;line-height:1.45;margin:1.25rem 0 1rem;text-wrap:balance;overflow-wrap:anywhere}h2{font-size:1.25rem;line-height:1.5;margin:2rem 0 .75rem}h3{font-size:1.08rem;margin:1.25rem 0 .25rem}
.head{display:flex;align-items:baseline;justify-content:space-between;gap:1rem;border-bottom:2px solid var(--blue);margin:2rem 0 .5rem}.head h2{margin:0;padding-bottom:.25rem}.head a{font-size:15px;white-space:nowrap}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}.two>*{min-width:0}
ul.list{list-style:none;margin:0;padding:0}ul.list li{display:flex;gap:.25rem 1rem;align-items:baseline;padding:.5rem 0;border-bottom:1px dotted #c3c9d0}
ul.list a{flex:1;text-decoration:none;overflow-wrap:anywhere}ul.list a:hover{text-decoration:underline}ul.list time{color:var(--soft);font-size:15px;white-space:nowrap;font-variant-numeric:tabular-nums}
ul.plain{margin:0;padding:0}.side{display:grid;grid-template-columns:14rem 1fr;gap:0 2.5rem;align-items:start}
.side>nav{border:1px solid var(--line);margin-top:1.5rem}.side>nav h2{font-size:1.05rem;margin:0;padding:.5rem 1rem;background:var(--pale);border-bottom:1px solid var(--line)}
.side>nav ul{list-style:none;margin:0;padding:.25rem 0}.side>nav a{display:block;padding:.35rem 1rem;text-decoration:none}.side>nav a:hover{text-decoration:underline}.side>nav a[aria-current]{font-weight:700;border-left:4px solid var(--blue);padding-left:calc(1rem - 4px);color:var(--ink)}
.mark{display:inline-block;font-size:14px;line-height:1.5;padding:0 .45rem;border:1px solid #1a7f37;color:#116329;border-radius:3px;white-space:nowrap}.mark.over{border-color:#8c959f;color:var(--soft);background:var(--pale)}
table{border-collapse:collapse;width:100%;font-size:16px;line-height:1.6;font-variant-numeric:tabular-nums}th,td{border:1px solid var(--line);padding:.4rem .65rem;text-align:left;vertical-align:top}th{background:var(--pale);font-weight:600}
td.number,th.number{text-align:right;white-space:nowrap}.scroll{overflow-x:auto}
dl.index{display:flex;flex-wrap:wrap;margin:1rem 0 1.5rem;border:1px solid var(--line);border-width:1px 0 0 1px;font-size:15px}
dl.index div{flex:1 1 50%;display:grid;grid-template-columns:8em 1fr;border:1px solid var(--line);border-width:0 1px 1px 0}dl.index div.whole{flex-basis:100%}dl.index dt{background:var(--pale);padding:.35rem .75rem}dl.index dd{margin:0;padding:.35rem .75rem;overflow-wrap:anywhere}
dl:not(.index){display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;margin:.5rem 0}dl:not(.index) dt{color:var(--soft)}dl:not(.index) dd{margin:0;min-width:0}
article h1{text-align:center}.meta{color:var(--soft);text-align:center;font-size:15px;margin:0 0 1rem}.meta span{margin:0 .6rem;white-space:nowrap}
.text{font-size:18px;line-height:2;max-width:46rem;margin:1.5rem auto}.text h2{font-size:1.15rem;margin:1.5rem 0 .5rem}.text h2.chapter{text-align:center}.text p{text-indent:2em;margin:.6rem 0;overflow-wrap:anywhere}.text a.figure{font-variant-numeric:tabular-nums;white-space:nowrap}
.said{unicode-bidi:isolate;white-space:pre-line;overflow-wrap:anywhere;margin:.25rem 0}
.note{background:var(--pale);border-left:4px solid var(--blue);padding:.6rem 1rem;margin:1rem 0}.wrong{border-left:4px solid var(--red);background:#fdf0ef;padding:.6rem 1rem;margin:1rem 0}
.comment{border:1px solid var(--line);padding:.75rem 1rem;margin:1rem 0}.comment h3{margin:0;font-size:1rem}.comment .answer{border-top:1px solid var(--line);margin-top:.6rem;padding-top:.6rem}.small{font-size:15px;color:var(--soft)}
form.fill{max-width:44rem}form.fill label,form.fill legend{display:block;font-weight:600;margin:1.1rem 0 .3rem}form.fill input:not([type=checkbox]):not([type=radio]),form.fill select,form.fill textarea{width:100%}form.fill fieldset{border:0;margin:0;padding:0}form.fill .tick{font-weight:400;display:flex;gap:.5rem;align-items:baseline;margin:.3rem 0}form.fill small{font-weight:400;color:var(--soft)}
input,button,select,textarea{font:inherit;color:inherit;padding:.4rem .65rem;border:1px solid #6e7781;border-radius:3px;background:#fff}button,a.button{background:var(--blue);color:#fff;border:1px solid var(--blue);cursor:pointer}
form.fill button,a.button{display:inline-block;padding:.5rem 1.6rem;border-radius:3px;text-decoration:none}button:hover,a.button:hover{background:#083a71}
form.ask{display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;margin:.75rem 0;font-size:15px}form.ask label{display:inline-flex;gap:.4rem;align-items:center}form.ask input,form.ask button{padding:.15rem .6rem}form.ask button{border-radius:3px}
output.code{display:block;font:700 1.6rem/1.5 ui-monospace,"DejaVu Sans Mono",monospace;letter-spacing:.06em;overflow-wrap:anywhere}.pages{margin:1.5rem 0;display:flex;gap:.75rem}.pages a{border:1px solid var(--line);padding:.3rem 1.1rem;text-decoration:none}.pages a:hover{border-color:var(--blue)}
footer{border-top:3px solid var(--blue);color:var(--soft);font-size:15px;padding-top:1rem;padding-bottom:2.5rem}footer ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.25rem 0;padding:0}
@media(max-width:48rem){.two,.side{grid-template-columns:1fr}dl.index div{flex-basis:100%}.side>nav{margin-top:1rem}.side>nav ul{display:flex;flex-wrap:wrap}header{padding-top:.75rem;padding-bottom:.75rem}.brand a{font-size:1.3rem}header form{flex:1 1 100%}nav.main a{padding:.5rem .8rem}h1{font-size:1.4rem}.text{font-size:17px}ul.list li{flex-wrap:wrap;gap:.1rem .75rem}ul.list a{flex:1 1 100%}form.ask label{width:100%;justify-content:space-between}form.ask input{flex:1;max-width:13rem}.meta span{display:inline-block}dl.index div{grid-template-columns:7em 1fr}dl:not(.index){grid-template-columns:1fr}}
@media print{@page{size:A4;margin:25mm 22mm}body{font-size:12pt}.two{display:block}form.ask,.head a,header form,nav,.skip,.pages,footer ul+ul,a.button,.sample+header form{display:none}header,main,footer{max-width:none;padding:0}a{color:inherit;text-decoration:none}.text{max-width:none}.side{display:block}h1,h2,h3{break-after:avoid}tr,.comment{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}}
`
