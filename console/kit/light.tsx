/** Lights always carry words: green, yellow and red alone say nothing to who cannot tell them apart. */
import { Tag } from 'antd'
import type { Light } from '../api.ts'
import { useWords } from '../words.ts'

const lights: Readonly<Record<Light, readonly [colour: string, zh: string, en: string]>> = {
  green: ['green', '正常', 'On time'],
  yellow: ['gold', '临期', 'Near'],
  red: ['red', '超期', 'Overdue'],
  paused: ['default', '中止', 'Paused'],
  done: ['default', '已办', 'Done'],
  late: ['volcano', '迟办', 'Done late'],
  ended: ['default', '终止', 'Ended'],
  floor: ['blue', '未满', 'Not before'],
}
export const LightTag = ({ light }: { readonly light: Light }) => {
  const { language } = useWords()
  const [colour, zh, en] = lights[light]
  return <Tag color={colour}>{language === 'zh' ? zh : en}</Tag>
}
