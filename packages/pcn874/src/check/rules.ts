import { COMPARING_RULES } from './comparing-rules.ts';
import type { ComparingRuleCode } from './comparing-rules.ts';
import { ENTRY_RULES } from './entry-rules.ts';
import type { EntryRuleCode } from './entry-rules.ts';
import { HEADER_RULES } from './header-rules.ts';
import type { HeaderRuleCode } from './header-rules.ts';
import type { Rule } from './rule.ts';
import { STRUCTURE_RULES } from './structure-rules.ts';
import type { StructureRuleCode } from './structure-rules.ts';

/** Permanent names of the rules, from the file as a whole to what only all records together show. */
export type RuleCode = StructureRuleCode | HeaderRuleCode | EntryRuleCode | ComparingRuleCode;

/** Every rule that a report is checked by. Codes are added, never changed. */
export const RULES: Readonly<Record<RuleCode, Rule>> = {
  ...STRUCTURE_RULES,
  ...HEADER_RULES,
  ...ENTRY_RULES,
  ...COMPARING_RULES,
};
