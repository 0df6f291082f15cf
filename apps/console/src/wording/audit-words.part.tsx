import type { AuditWords } from './audit.wording.js';
import { AUDIT_EN } from './audit-en.wording.js';
import { AUDIT_ZH } from './audit-zh-cn.wording.js';
import { useWords } from './language.part.js';

/** Texts of the auditors' pages, which are fetched with them. */
export const useAuditWords = (): AuditWords => (useWords().language === 'en' ? AUDIT_EN : AUDIT_ZH);
