import type { Progress } from '@ishur/engine';

/** One line of `ishur run --json` while it goes on: what happened, to which document, and where it stands now. */
export function progressToJson(business: string, progress: Progress): object {
  switch (progress.kind) {
    case 'unreadable': {
      const { where, faults } = progress.item;
      return { event: 'unreadable', business, source: progress.source, where, faults };
    }
    case 'trouble': {
      const { error, source, summary } = progress;
      const failure = { code: error.code, remedy: error.remedy, message: error.text };
      return { event: 'trouble', business, source, id: summary?.id, standing: summary?.standing, error: failure };
    }
    case 'read':
    case 'asking':
    case 'answered':
    case 'delivered': {
      const { id, invoiceId, standing, number } = progress.summary;
      const where = progress.kind === 'delivered' ? progress.where : undefined;
      return { event: progress.kind, business, id, invoiceId, standing, number, where };
    }
  }
}
