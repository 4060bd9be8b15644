/** The authority of the engine benchmark, in a process of its own: the simulator, which ends when the benchmark does. */
import { startSimulator } from '@ishur/simulator';

// The documents of the benchmark keep their date, whenever it is run.
const simulator = await startSimulator({ window: { monthsBack: 1200, monthsAhead: 1200 } });
process.send?.(simulator.address);

process.on('disconnect', () => process.exit());
