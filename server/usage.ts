/** What `fazhi` without a command prints. */
export const usage = `用法：fazhi <命令>
  serve                                   启动服务（空的数据目录会载入示例年度）
  init <文件.json>                        建立一个空的真实区，代替示例
  takeover <文件.ndjson>                  存量登记：启用本系统之前已有的文件、编号、案件和聘任
  template <台账> [文件.xlsx] [--later] [--act 行为]
                                          写出导入模板；--later 带后来发生的事项，--act 按在办案卷登记这一行为
  import <台账> <文件> [--act 行为] [--dry-run] [--json] [--good] [--again] [--takeover] [--by 人员] [--marked 文件]
                                          导入xlsx、ods、csv；--good 只写入正确的行，--act correct 更正，--takeover 存量登记
  mechanisms                              列出全部台账
  figures --year 2022 [--json]            全部指标
  rows <指标> --year 2022 [--json|--csv|--xlsx] [--out 文件]  一个指标所数的每一条记录
  list <台账>[/组成部分] --csv|--xlsx [--out 文件] [--state 状态] [--unit 单位] [--q 字词]  一项台账的列表；--for-import 为可以再导入的表格
  list <台账>[/组成部分] --act <行为> --year 2022  一年内办理某一行为的每一条记录
  report --year 2022 [--unit 单位] --format html|json|text|docx|pdf|csv|jsonld [--out 文件]
  check <文件|-> [--year 2022] [--json]   报告体检：读txt、docx、html，找出数字和毛病；给出年度则与台账对照
  letters [文书]                          可以出具的文书，及其可用的字段
  letters <文书> <文件.docx|txt> [--by 人员]  检查并提出本区自己的文书样式
  export [文件]                           导出整个账本（NDJSON）
  verify <文件> [--head …] [--key …]      离线校验一份导出或回执
  prove [台账]                            证明各程序：禁止的状态到不了，每件案卷都能办结
  refusals [台账]                         各行为会因何被拒绝，依据哪一条
  law [文件] [条]                         一件法律文件的条文用在哪里
  laws import <文件夹>                    把法律文本导入本区的文本库，供引用时打开
  manual [目录]                           由声明生成手册
  backup <目录> | restore <目录>          备份；恢复到空的数据目录
  access                                  角色 × 台账 × 行为 总表
选项 --known <日期> 按那一天已登记的内容计算（figures、rows、report）；--tenant <代码> 指定区；环境变量 FAZHI_DATA、DATABASE_URL、PORT、HOST、TLS_CERT、TLS_KEY、TRUST_PROXY、SMTP_URL、MAIL_FROM、PUBLIC_URL`
