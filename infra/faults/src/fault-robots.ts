import type { CommandAnswer } from '#libs/contracts';
import type { GatewayClient } from '../../demonstration/src/gateway-client.js';
import { Robots, type CaseScript, type OpenTask } from '../../demonstration/src/robots.js';

/** Robots that also know the turns which the demonstration does not play. */
export class FaultRobots extends Robots {
  constructor(private readonly gateway: GatewayClient) {
    super(gateway, 'faults');
  }

  override act(task: OpenTask, script: CaseScript, today: string, attempt = 0): Promise<CommandAnswer> {
    if (task.action === 'payee') return this.correctPayee(task, script, attempt);
    return super.act(task, script, today, attempt);
  }

  /** The union's finance officer names an account that exists. */
  private correctPayee(task: OpenTask, { site }: CaseScript, attempt: number): Promise<CommandAnswer> {
    const body = {
      payee: {
        legalName: `${site.name}工会委员会`,
        uscc: site.unionUscc,
        accountName: `${site.name}工会委员会`,
        bankName: '示例银行成都分行',
        cnaps: '102651001012',
        accountNo: `51000000008${site.code.slice(1)}`,
      },
    };
    return this.gateway.command(
      `gu-finance.${site.code}`,
      'payments',
      `/grants/${task.subject.slice('grant/'.length)}/payee`,
      body,
      `faults/payee/${task.subject}/${task.version}/${attempt}`,
    );
  }
}
