/** Who acts in the district. Roles are held through posts, from day to day; the scope says on whose cases. */
import { role } from '../kernel/procedure/index.ts'

export const clerk = role('clerk', '经办人', 'Clerk', 'unit')
export const legalSection = role('legal-section', '法制科室', 'Legal section', 'unit')
export const unitHead = role('unit-head', '单位负责人', 'Head of unit', 'unit')
export const publisher = role('publisher', '信息发布员', 'Publisher', 'unit')
export const secrecyOfficer = role('secrecy-officer', '保密审查员', 'Secrecy officer', 'unit')
export const justiceBureau = role('justice-bureau', '区司法局', 'Justice bureau', 'district', { readsAll: true })
export const lawOffice = role('law-office', '依法治区办', 'Office for law-based governance', 'district')
export const inspector = role('inspector', '督察人员', 'Inspector', 'district')
export const governmentOffice = role('government-office', '区政府办公室', 'Government office', 'district')
export const planOffice = role('plan-office', '督查机构', 'Supervision office', 'district')
export const webEditor = role('web-editor', '网站编辑部', 'Web editors', 'district')
export const receivingDesk = role('receiving-desk', '备案登记岗', 'Receiving desk', 'district')
export const marketRegulator = role('market-regulator', '市场监管部门', 'Market regulator', 'district')
/** What the public does through the portal, with or without an account. */
export const portal = role('portal', '公众（门户）', 'The public (portal)', 'district')
export const districtLeader = role('district-leader', '区领导', 'District leader', 'district', { readsAll: true })
export const systemAdmin = role('system-admin', '系统管理员', 'System administrator', 'district')
export const securityAdmin = role('security-admin', '安全管理员', 'Security administrator', 'district')
export const auditAdmin = role('audit-admin', '审计管理员', 'Audit administrator', 'district')
