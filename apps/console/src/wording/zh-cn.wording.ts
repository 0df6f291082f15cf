import { formatYuan } from '#libs/contracts';
import type { Wording } from './console.wording.js';
import { OFFICE_ZH } from './office-zh-cn.wording.js';

export const ZH_CN: Wording = {
  office: OFFICE_ZH,
  date: (date) => {
    const [year, month, day] = date.split('-').map(Number);
    return `${year}年${month}月${day}日`;
  },
  money: (fen) => `${formatYuan(fen)}元`,
  due: ({ urgency, workingDays }) => {
    switch (urgency) {
      case 'overdue':
        return workingDays === 0 ? '已逾期' : `逾期${workingDays}个工作日`;
      case 'today':
        return '今天到期';
      case 'soon':
      case 'later':
        return `还剩${workingDays}个工作日`;
      case 'open':
        return '不限期';
    }
  },
  shell: {
    product: '暖巢',
    programme: '成都市用人单位托育服务',
    home: '暖巢，回到待办',
    skip: '跳到主要内容',
    navigation: '主导航',
    pages: { inbox: '待办', cases: '申请', overview: '总览', audit: '审计', operations: '运维' },
    services: { applications: '申请受理', approvals: '审核办理', payments: '资金拨付' },
    language: '语言',
    keys: '快捷键',
    personNumber: '人员编号（他人指定您办理时使用）',
    copy: '复制编号',
    copied: '已复制',
    close: '关闭',
    loading: '正在载入…',
    unreachable: '服务器没有应答，数据未丢失。请检查网络后重试。',
    retry: '重试',
    offline: '与服务器的连接已断开。您填写的内容已保留，恢复连接后可继续办理。',
    faultTitle: '此页面出现问题',
    faultText: '页面显示出错，已提交的事项不受影响。请重新载入；如仍出错，请联系系统管理员。',
    reload: '重新载入',
    notFoundTitle: '没有找到此页面',
    notFoundText: '地址有误，或者该申请不属于您的办理范围。',
    toInbox: '回到待办',
  },
  session: {
    signInTitle: '暖巢 · 办理平台',
    signInText: '成都市用人单位托育服务项目的申请、审核、认定和资金拨付，在这里办理。',
    signIn: '登录',
    signOut: '退出登录',
    notices: '查看示范点公示',
    endedTitle: '登录已过期',
    endedText: '您填写的内容都已保留。请在新窗口重新登录，然后在此继续，未完成的提交会自动接着办理，不会重复。',
    signInAgain: '在新窗口登录',
    goOn: '已登录，继续',
    faults: {
      'not-yet': '尚未登录成功，请先在新窗口完成登录。',
      'somebody-else': '当前登录的是另一账号。请用原账号登录后继续，以免以他人名义提交。',
    },
    signedInTitle: '登录成功',
    signedInText: '可以关闭此窗口，回到原来的页面继续办理。',
  },
  keys: {
    title: '快捷键',
    lines: [
      ['j', '下一行'],
      ['k', '上一行'],
      ['Enter', '打开所选事项'],
      ['n', '办理下一件待办'],
      ['/', '查找'],
      ['u', '从事项回到待办'],
      ['?', '显示本表'],
    ],
    enabled: '启用单键快捷键',
  },
  inbox: {
    title: '待办',
    summary: (all, overdue) => (overdue === 0 ? `共${all}件` : `共${all}件，其中逾期${overdue}件`),
    next: '办理下一件',
    list: '待办事项',
    filters: '筛选',
    byDue: '按期限',
    byKind: '按环节',
    dues: { all: '全部', overdue: '已逾期', today: '今天到期', soon: '两个工作日内' },
    byHolder: '按领取',
    holders: { all: '全部', me: '我领取的', nobody: '未领取' },
    heldBy: { me: '我已领取', colleague: '同事已领取' },
    saved: '我的筛选',
    saveAs: '当前筛选的名称',
    save: '保存',
    forget: (name) => `删除筛选“${name}”`,
    everyKind: '全部环节',
    search: '查找编号、单位名称或信用代码',
    unit: '区（市）县',
    everyUnit: '全部区（市）县',
    empty: '没有符合条件的待办。',
    unnamed: '（尚未填写单位名称）',
    draft: '草稿',
    openedOn: (date) => `${date}收到`,
    escalated: (level) => `已升级（第${level}级）`,
    reminded: '已提醒',
    silent: (services) => `${services.join('、')}暂时没有应答，其待办可能不全，正在自动重试。`,
  },
};
