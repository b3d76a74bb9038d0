/**
 * 国办发〔2018〕37号: who may issue normative documents, on what and how. Its opening, （一） to （三） and （六） were read in
 * reprints; of the rest only the headings, so those anchors name the subject.
 */
import { instrument } from '../kernel/law/index.ts'

export const notice37 = instrument('关于加强行政规范性文件制定和监督管理工作的通知', {
  number: '国办发〔2018〕37号',
  rank: 'document',
  editions: [{ since: '2018-05-31' }],
  status: 'unverified',
  articles: {
    开头: '六条都占的才是规范性文件：行政机关或者授权组织制定、依权限和程序、公开发布、触及外部权利义务、普遍管用、一定时期里反复用',
    '（一）':
      '清单上的主体才能发文，内设机构一律不行；不得自设许可处罚强制、自己加权卸责、减人权益增人义务、加码证明或者条件、插手市场和自治的事',
    '（二）': '少发、短发：上面说清楚的不重复发，能合并的合并，不以文件落实文件',
    '（三）': '重要文件五道程序一道不少：论证、公开听意见、审合法性、集体审议、向社会发布',
    '（六）': '办公机构看程序和材料，审核部门看合法性；没审过或者审出不合法的，上不了会',
    征求意见部分: '对群众利益影响大的文件草案应当公开听取意见，期限条文待核',
    集体审议部分: '文件由会议集体讨论定下来，不由个人说了算；会议形式的条文待核',
    公开发布部分: '定下来的文件统一登记编号后向社会发布，没有发布的不作管理依据；第三个“统一”各地说法不一',
    备案监督部分: '有件必备、有备必审、有错必纠；报送对象和时限的条文待核',
  },
})
