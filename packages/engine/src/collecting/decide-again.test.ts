import { describe, expect, test } from 'vitest';
import type { Assessment } from '@ishur/core';
import { documentOf, invoiceIdOf } from '../fixtures/documents.ts';
import { held, unanswered } from '../fixtures/fake-authority.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { newWorld } from '../fixtures/world.ts';
import { CORE_RULES } from '../rules.ts';
import type { Rules } from '../rules.ts';

/** Rules of another day, by which only what is above this net amount requires a number. */
function rulesFrom(version: string, shekels: number): Rules {
  return {
    version,
    assess(fields, circumstances): Assessment {
      const { decision, document } = CORE_RULES.assess(fields, circumstances);
      const isRequired = document !== undefined && document.net > shekels * 100;
      if (decision.kind !== 'required' && decision.kind !== 'not-required') return { decision, document };
      return { document, decision: { ...decision, kind: isRequired ? 'required' : 'not-required' } };
    },
  };
}

const TEN_THOUSAND = { rules: rulesFrom('2020', 10_000) } as const;
const FIVE_THOUSAND = { rules: rulesFrom('2021', 5_000) } as const;
const READ_ONLY = { business: { ask: 'nothing' } } as const;

describe('rules that changed', () => {
  test('decide again what no source tells any more, and the journal says from which to which', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')], { incremental: true });
    await world.start([source], TEN_THOUSAND).run();
    expect((await world.caseOf('1')).summary.standing).toBe('not-required');
    const process = world.start([source], FIVE_THOUSAND);
    await process.run();
    const { stored, summary } = await world.caseOf('1');
    expect(summary).toMatchObject({ standing: 'allocated', invoiceId: invoiceIdOf('1'), rules: '2021' });
    expect(stored.entries[1]?.event).toMatchObject({
      kind: 'decided-again',
      rules: '2021',
      rulesBefore: '2020',
      decision: { kind: 'required' },
      invoiceId: invoiceIdOf('1'),
    });
    const before = await world.entries();
    await process.run();
    await world.start([source], FIVE_THOUSAND).run();
    expect(await world.entries()).toBe(before);
  });

  test('decide again what is read again: its source said nothing new, so nothing is seen', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source], { ...READ_ONLY, ...FIVE_THOUSAND }).run();
    await world.start([source], TEN_THOUSAND).run();
    expect(await world.caseOf('1')).toMatchObject({
      story: ['seen', 'decided-again'],
      summary: { standing: 'not-required' },
    });
    expect(world.authority.came).toEqual([]);
  });

  test('decide again before asking where nothing was read', async () => {
    const world = newWorld();
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source], { ...READ_ONLY, ...FIVE_THOUSAND }).run();
    const { engine } = world.start([source], TEN_THOUSAND);
    const offered = await engine.offer('office', documentOf('1'), { ask: true });
    expect(offered.summary.standing).toBe('not-required');
    expect(world.authority.came).toEqual([]);
  });

  test.each([
    ['allocated', undefined, 'allocated'],
    ['held', held, 'held'],
    ['unconfirmed', unanswered, 'unconfirmed'],
  ])('leave alone what was asked for and is %s', async (_what, answer, standing) => {
    const world = newWorld();
    if (answer !== undefined) world.authority.next(invoiceIdOf('1'), answer);
    const source = fakeSource('office', [documentOf('1')]);
    await world.start([source], FIVE_THOUSAND).run();
    const before = await world.entries();
    await world.start([source], { ...READ_ONLY, ...TEN_THOUSAND }).run();
    expect(await world.entries()).toBe(before);
    expect((await world.caseOf('1')).summary).toMatchObject({ standing, rules: '2021' });
  });

  test('make one case of two that are one document, and a conflict of two that are not', async () => {
    const world = newWorld();
    const office = fakeSource('office', [documentOf('1'), documentOf('2')]);
    const shop = fakeSource('shop', [
      documentOf('1', {}, { ref: 'a' }),
      documentOf('2', { netAmount: '7000.00', vatAmount: '1260.00', grossAmount: '8260.00' }, { ref: 'b' }),
    ]);
    await world.start([office, shop], TEN_THOUSAND).run();
    await world.start([office, shop], FIVE_THOUSAND).run();
    expect((await world.cases()).map(({ summary }) => [summary.id, summary.standing])).toEqual([
      ['acme/office/305:1', 'allocated'],
      ['acme/office/305:2', 'allocated'],
      ['acme/shop/a', 'joined'],
      ['acme/shop/b', 'conflict'],
    ]);
    expect(world.authority.came).toHaveLength(2);
  });
});
