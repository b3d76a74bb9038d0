/**
 * 放假调休通知: the State Council's notices on days off and days worked, from which working days are counted. A case is
 * one notice; it is complete when it is loaded, and a later notice for the same year prevails over an earlier one.
 */
import { count, day, prose, text } from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { readDays } from '../../../kernel/time/index.ts'
import { anyOf, fact } from '../../../kernel/procedure/index.ts'
import { governmentOffice, systemAdmin } from '../../roles.ts'

/** Every deadline of the district is counted by these days: a text that cannot be read would stop them all. */
const fits = (text: string): string | undefined => {
  try {
    readDays(text)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

export default mechanism('notices', {
  name: ['放假调休通知', 'Holiday notices'],
  open: 'district',
  record: {
    year: count('年度', 'Year', { seen: 'district' }),
    issued: day('发布日', 'Issued', { seen: 'district' }),
    number: text('文号', 'Number', { seen: 'district' }),
    source: text('出处', 'Source', { seen: 'district' }),
    /** Written as in `districts/notices`: a JSON object from each day to its occasion. */
    off: prose('放假日', 'Days off', { fits, seen: 'district' }),
    work: prose('调休上班日', 'Days worked', { fits, seen: 'district' }),
  },
  states: { loaded: ['已载入', 'Loaded'] },
  ends: ['loaded'],
  acts: {
    load: fact('载入', 'Load', { to: 'loaded', by: anyOf(governmentOffice, systemAdmin) }),
  },
  indicators: ({ did }) => ({ loaded: howMany('载入通知', 'Notices loaded', '份', did.load) }),
})
