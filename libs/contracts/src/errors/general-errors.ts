/**
 * Errors that no rule of domain.md §9 names: malformed requests, wrong state, foreign cases, engines that are away.
 * `status` is the HTTP status; texts name the field and the cure. `{x}` are parameters.
 */
export const GENERAL_ERRORS = {
  'G-MALFORMED': {
    status: 400,
    zh: '请求内容不符合格式要求：{problem}',
    en: 'The request does not fit the schema: {problem}',
  },
  'G-KEY-MISSING': {
    status: 400,
    zh: '缺少请求头 Idempotency-Key，请为每个命令提供唯一键',
    en: 'The Idempotency-Key header is missing; give each command its own key',
  },
  'G-UNAUTHENTICATED': {
    status: 401,
    zh: '未登录或令牌无效，请重新登录',
    en: 'Not signed in, or the token is not valid; sign in again',
  },
  'G-SESSION-ENDED': {
    status: 401,
    zh: '登录已过期或已在别处退出；本页已填写的内容仍在，请重新登录后继续',
    en: 'Your sign-in has ended; what you typed is still on this page. Sign in again and go on',
  },
  'G-SIGN-IN': {
    status: 400,
    zh: '登录未完成：{problem}。请重新登录',
    en: 'The sign-in was not completed: {problem}. Sign in again',
  },
  'G-CROSS-SITE': {
    status: 403,
    zh: '该请求不是由本系统的页面发出，或页面已过时（{problem}）；请刷新页面后重试',
    en: 'This request did not come from a page of this system, or the page is out of date ({problem}). Reload the page and try again',
  },
  'G-FORBIDDEN': {
    status: 403,
    zh: '您的角色不能执行此操作，需要：{needs}',
    en: 'Your role may not do this; it needs: {needs}',
  },
  'G-NOT-FOUND': { status: 404, zh: '未找到：{what}', en: 'Not found: {what}' },
  'G-STATE': {
    status: 409,
    zh: '当前状态为{state}，不能执行{command}；请刷新后查看可办事项',
    en: 'The state is {state}; {command} is not possible now. Refresh to see what can be done',
  },
  'G-TAKEN': {
    status: 409,
    zh: '此事项已由人员{by}领取，未重复办理；您填写的内容仍在。请与其联系，或先在本页接手，再提交',
    en: '{by} has taken this task, so nothing was done; what you typed is still here. Agree with them, or take it over on this page and submit again',
  },
  'G-TOO-LATE': {
    status: 409,
    zh: '期限已于{dueOn}届满，不能再执行{command}',
    en: 'The time for {command} ended on {dueOn}',
  },
  'G-KEY-REUSED': {
    status: 409,
    zh: '同一 Idempotency-Key 已用于不同内容，请更换新键',
    en: 'This Idempotency-Key was used with another body; take a new key',
  },
  'G-SECOND-PERSON': {
    status: 403,
    zh: '提议者不得自行确认，请由另一名系统管理员确认',
    en: 'Whoever proposed this may not confirm it; another operator has to',
  },
  'G-STILL-DEAD': {
    status: 409,
    zh: '该消息仍无法处理（{problem}），请先消除原因，或由两人放弃',
    en: 'The message still cannot be handled ({problem}); remove the cause first, or let two people give it up',
  },
  'G-TOO-LARGE': {
    status: 413,
    zh: '内容过大，上限为{limit}字节，请将附件另行上传',
    en: 'The body is larger than {limit} bytes; upload attachments separately',
  },
  'G-EVENT-TOO-LARGE': {
    status: 422,
    zh: '该操作产生的记录超过{limit}字节，请拆分后再提交',
    en: 'The resulting record is larger than {limit} bytes; split the request',
  },
  'G-TOO-MANY': {
    status: 429,
    zh: '操作过于频繁，请于{seconds}秒后重试；已填写的内容不会丢失',
    en: 'Too many at once; try again in {seconds} seconds. What you typed is not lost',
  },
  'G-BUSY': {
    status: 503,
    zh: '该事项正在被多人同时办理，请稍后重试',
    en: 'This record is busy; try again shortly',
  },
  'G-UNAVAILABLE': {
    status: 503,
    zh: '系统依赖的{engine}暂不可用，数据未丢失，请稍后重试',
    en: '{engine} is not available right now; nothing is lost, try again shortly',
  },
  'G-NOT-YET': {
    status: 503,
    zh: '所等待的事实{position}尚未到达，请稍后重试',
    en: 'The fact {position} has not arrived yet; try again shortly',
  },
  'G-INTERNAL': {
    status: 500,
    zh: '系统内部错误，编号{errorId}，请联系管理员',
    en: 'Internal error {errorId}; please tell the operator',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type GeneralError = keyof typeof GENERAL_ERRORS;
