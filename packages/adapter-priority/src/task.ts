import type { Settlement } from '@ishur/contract/v1';
import type { PriorityConfig } from './config.ts';
import type { FormPlan } from './form-plan.ts';
import type { RowName } from './forms.ts';

/** One settlement on its way. */
export interface Task {
  readonly name: RowName;
  readonly settlement: Settlement;
  readonly form: FormPlan;
  readonly config: PriorityConfig;
}
