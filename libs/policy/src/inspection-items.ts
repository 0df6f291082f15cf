import { INSPECTION_ITEM_CODES, type InspectionItemCode } from '#libs/contracts';

/** One item of the inspection checklist. */
export interface InspectionItem {
  readonly zh: string;
  readonly en: string;
  /** 一票否决: as long as it does not conform, the site does not pass. The law asks it of every site, so it always applies. */
  readonly veto: boolean;
}

/** Checklist of form F10, domain.md §5.4, in its order. Whether an item is a veto is not the inspector's to say. */
export const INSPECTION_ITEMS: Readonly<Record<InspectionItemCode, InspectionItem>> = {
  'filing-matches': { zh: '备案内容与实际一致', en: 'filing matches reality', veto: true },
  'fire-document': { zh: '消防安全证明有效', en: 'fire document valid', veto: true },
  floor: { zh: '楼层符合要求，不设在地下', en: 'floor allowed, no basement', veto: true },
  exits: { zh: '疏散通道和安全出口畅通', en: 'exits clear', veto: true },
  'no-mixed-use': {
    zh: '无“三合一”场所，无彩钢板',
    en: 'no mixed storage, production and living; no sandwich panels',
    veto: true,
  },
  ratio: { zh: '各班保育人员配比符合要求', en: 'ratio in each class as found', veto: true },
  'class-size': { zh: '各班人数符合要求', en: 'class size', veto: true },
  'health-certificates': { zh: '工作人员健康合格证明有效', en: 'health certificates', veto: true },
  'head-qualified': { zh: '负责人具备资格', en: 'head qualified', veto: true },
  'no-criminal-record': { zh: '工作人员无犯罪记录证明', en: 'no-criminal-record certificates', veto: true },
  cctv: { zh: '监控全覆盖，录像回放90日测试', en: 'CCTV coverage and 90-day playback test', veto: true },
  'one-key-alarm': { zh: '一键报警装置', en: 'one-key alarm', veto: false },
  guard: { zh: '保安人员在岗', en: 'guard on duty', veto: false },
  perimeter: { zh: '周界防护和来访登记', en: 'perimeter and visitor control', veto: false },
  fittings: { zh: '尖角、插座、楼梯、窗户防护', en: 'sharp edges, sockets, stairs, windows', veto: false },
  chemicals: { zh: '药品和化学品存放', en: 'medicine and chemical storage', veto: false },
  'food-samples': { zh: '食品留样48小时', en: 'food samples kept for 48 hours', veto: false },
  'milk-hygiene': { zh: '奶具和配奶卫生', en: 'milk and bottle hygiene', veto: false },
  'disinfection-log': { zh: '消毒记录', en: 'disinfection log', veto: false },
  'daily-checks': { zh: '晨午检记录', en: 'morning and noon check log', veto: false },
  'absence-log': { zh: '缺勤登记', en: 'absence log', veto: false },
  'entry-examinations': { zh: '预防接种查验和入托体检', en: 'vaccination and entry examinations', veto: false },
  outdoor: { zh: '户外场地和每日2小时户外活动', en: 'outdoor area and two hours outdoors a day', veto: false },
  'emergency-plan': { zh: '应急预案和最近一次演练', en: 'emergency plan and last drill', veto: false },
  'fee-notice': { zh: '收费公示', en: 'fee notice', veto: false },
  'guardian-agreement': { zh: '与监护人签订托育服务协议', en: "guardians' agreement", veto: false },
  'separate-ledger': { zh: '专项经费单独核算', en: 'separate ledger shown', veto: false },
  insurance: { zh: '责任保险', en: 'liability insurance', veto: false },
};

/** Items without which no report is complete. */
export const VETO_ITEMS: readonly InspectionItemCode[] = INSPECTION_ITEM_CODES.filter(
  (code) => INSPECTION_ITEMS[code].veto,
);
