import type { Sample } from '../../../kernel/sample.ts'

const notice = {
  year: 2022,
  issued: '2021-10-25',
  number: '国办发明电〔2021〕11号',
  source: '中国政府网',
  off: '{"2022-01-03":"元旦"}',
  work: '{"2022-01-29":"春节"}',
}

export const sample: Sample = [{ of: 'a', act: 'load', on: '2021-10-25', by: 'p1', body: notice }]
