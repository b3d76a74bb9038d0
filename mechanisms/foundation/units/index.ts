/**
 * 单位: the register of the district's units, from day to day. A case is one unit; it begins on the day the unit is
 * established and ends with its dissolution: the day of that act is the first on which the unit no longer stands.
 */
import { choice, text } from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { fact } from '../../../kernel/procedure/index.ts'
import { systemAdmin } from '../../roles.ts'

const name = text('名称', 'Name', { seen: 'public' })
const short = text('简称', 'Short name', { seen: 'public' })
const paper = text('批准文号', 'Approving document', { optional: true })

export default mechanism('units', {
  name: ['单位', 'Units'],
  open: 'district',
  record: {
    code: text('单位编号', 'Code', { max: 60 }),
    name,
    short,
    kind: choice('类别', 'Kind', {
      government: ['区政府', 'Government'],
      department: ['部门', 'Department'],
      'bureau-in-district': ['派出机构', 'Bureau in the district'],
      vertical: ['中央和市属在区单位', 'Unit of a central or municipal line'],
      party: ['党委机构', 'Party body'],
      street: ['街道', 'Street'],
      township: ['乡镇', 'Township'],
      village: ['村', 'Village'],
      community: ['社区', 'Community'],
      internal: ['内设机构', 'Internal organ'],
    }),
    parent: text('上级单位编号', 'Code of the parent', { optional: true, max: 60 }),
    divisionCode: text('统计用区划代码', 'Division code', { optional: true, max: 12 }),
    successor: text('承接单位编号', 'Code of the successor', { optional: true, max: 60 }),
  },
  states: { standing: ['存续', 'Standing'], dissolved: ['已撤销', 'Dissolved'] },
  ends: ['dissolved'],
  acts: {
    establish: fact('设立', 'Establish', { to: 'standing', by: systemAdmin, asks: { paper } }),
    rename: fact('更名', 'Rename', { from: 'standing', by: systemAdmin, asks: { name, short, paper } }),
    move: fact('划转', 'Move', {
      from: 'standing',
      by: systemAdmin,
      asks: { parent: text('新上级单位编号', 'Code of the new parent', { max: 60 }), paper },
    }),
    dissolve: fact('撤销', 'Dissolve', {
      from: 'standing',
      to: 'dissolved',
      by: systemAdmin,
      asks: { successor: text('承接单位编号', 'Code of the successor', { optional: true, max: 60 }), paper },
    }),
  },
  indicators: ({ was }) => ({
    standing: howMany('单位', 'Units', '个', was.standing),
    villages: howMany(
      '村（社区）',
      'Villages and communities',
      '个',
      was.standing.that((row) => row.kind.is('village', 'community')),
    ),
  }),
})
