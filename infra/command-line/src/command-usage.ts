import type { Language } from './command-wish.js';

const ZH = `暖巢命令行 nuanchao <命令> [参数]

  login --gateway <地址> --issuer <地址> --client-id <账号> [--secret-file <文件>]   试取令牌并保存凭据
  token                                     打印访问令牌
  operations [服务]                          列出可调用的操作
  query <操作> [编号…] [--query 名=值]         查询
  command|apply <操作> [编号…] --file <JSON>  办理一项命令；同一内容再次执行是重复，不会办两次（--again 除外）
  dry-run <操作> [编号…] --file <JSON>        试运行：只说会发生什么，什么都不写
  batch <文件.jsonl> --service <服务>          批量办理，逐行结果写入 <文件>.results.jsonl；中断后再执行即继续
  cases [--status …]                         申请列表
  case <编号>                                 一件申请的状态、经过与跟踪编号
  tasks [--role …] [--service …]             待办
  follow [--position <文件>] [--types …]       逐行输出事件（JSON）；位置记在文件里，可随时接着读
  verify-webhook --headers <JSON> --file <正文> --secret-file <文件>   核对推送的签名

  处处可用：--lang zh|en  --json  --as <账号>  --credentials <文件>  --patience <秒>
  凭据：环境变量 NUANCHAO_GATEWAY NUANCHAO_ISSUER NUANCHAO_CLIENT_ID NUANCHAO_CLIENT_SECRET，
        或 login 保存的文件（NUANCHAO_CREDENTIALS，缺省 ~/.config/nuanchao/credentials.json）
  退出码：0 已办成；1 被规则或权限拒绝，或批量中有未办成的行；2 命令写法有误、尚未登录或无人应答`;

const EN = `nuanchao <action> [arguments]

  login --gateway <url> --issuer <url> --client-id <account> [--secret-file <file>]   tries a token and keeps the credentials
  token                                     prints an access token
  operations [service]                      lists what can be called
  query <operation> [id…] [--query name=value]
  command|apply <operation> [id…] --file <json>   the same content again is a repeat and done once (but with --again)
  dry-run <operation> [id…] --file <json>   says what would happen, and writes nothing
  batch <file.jsonl> --service <service>    a result per row in <file>.results.jsonl; called again after a break, it goes on
  cases [--status …]
  case <id>                                 where it stands, its history and its traces
  tasks [--role …] [--service …]
  follow [--position <file>] [--types …]    one event a line (JSON); the position is kept in the file
  verify-webhook --headers <json> --file <body> --secret-file <file>

  Everywhere: --lang zh|en  --json  --as <account>  --credentials <file>  --patience <seconds>
  Credentials: NUANCHAO_GATEWAY NUANCHAO_ISSUER NUANCHAO_CLIENT_ID NUANCHAO_CLIENT_SECRET, or the file that login wrote
  (NUANCHAO_CREDENTIALS, else ~/.config/nuanchao/credentials.json)
  Exit codes: 0 done; 1 refused by a rule or by access, or rows of a batch were not done; 2 called wrongly, not signed in,
  or nobody answered`;

export const usage = (language: Language): string => (language === 'zh' ? ZH : EN);
