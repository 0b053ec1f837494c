/**
 * A process of the benchmark of bugs: reads a question from its argument, hunts, prints the answer.
 *
 *   node dist/bench/bugs/answer.js QUESTION
 */

import { runCampaign } from '../../src/run/campaign.js';
import { hunt } from '../../src/run/hunt.js';
import { withFaults } from '../../src/run/user-system.js';
import type { FaultKind } from '../../src/scenario/fault.js';
import { deriveSeed } from '../../src/scenario/randomness.js';
import type { System } from '../../src/simulator/system.js';
import { systems } from '../../src/systems/index.js';
import { workloads } from '../../workloads/index.js';
import type { Workload } from '../../workloads/workload.js';
import { processorSeconds } from '../linearizability/measurement.js';
import type { Hit, Question, SwitchAnswer, TwinAnswer } from './question.js';

function systemNamed(name: string): System {
  const system = systems.find((one) => one.name === name);
  if (system === undefined) throw new Error(`there is no system ${name}`);
  return system;
}

function workloadOf(system: System): Workload {
  const workload = workloads.find(({ name }) => name === system.workloads[0]);
  if (workload === undefined) throw new Error(`${system.name} names no workload`);
  return workload;
}

async function answerSwitch(question: Question & { kind: 'switch' }): Promise<SwitchAnswer> {
  const system = systemNamed(question.system);
  const hits: (Hit | null)[] = [];
  for (let number = question.from; number < question.to; number++) {
    const began = processorSeconds();
    const options = {
      system,
      workload: workloadOf(system),
      bugs: [question.bug],
      seed: deriveSeed(0, `${system.name}/${question.bug}`, number),
      scenariosMax: question.scenariosMax,
      measureOdds: false,
    };
    if (number < question.shrunk) {
      const { counterexample } = await hunt(options);
      const seconds = processorSeconds() - began;
      hits.push(
        counterexample === undefined
          ? null
          : {
              foundIn: counterexample.statistics.foundIn,
              seconds,
              detector: counterexample.fingerprint.anomaly,
              size: counterexample.statistics.shrunk,
            },
      );
      continue;
    }
    const { discovery } = await runCampaign(options);
    const seconds = processorSeconds() - began;
    hits.push(
      discovery === undefined
        ? null
        : { foundIn: discovery.foundIn, seconds, detector: discovery.fingerprint.anomaly },
    );
  }
  return { hits };
}

async function answerTwin(question: Question & { kind: 'twin' }): Promise<TwinAnswer> {
  const system = systemNamed(question.system);
  const began = processorSeconds();
  const { fault } = question;
  const { summary, discovery } = await runCampaign({
    system,
    workload: workloadOf(system),
    profile:
      fault === undefined ? system.profile : withFaults(system.profile, [fault as FaultKind]),
    seed: deriveSeed(0, `${system.name}/twin ${fault ?? ''}`, question.part),
    scenariosMax: question.scenarios,
    measureOdds: false,
  });
  const { ok, fail, info } = summary.operations;
  return {
    scenarios: summary.scenarios,
    violations: summary.violations,
    unknown: summary.unknown,
    ok,
    operations: ok + fail + info,
    overlapping: summary.scenariosOverlapping,
    seconds: processorSeconds() - began,
    ...(discovery === undefined ? {} : { anomaly: discovery.fingerprint.anomaly }),
  };
}

const question = JSON.parse(process.argv[2] ?? '') as Question;
const answer = question.kind === 'switch' ? answerSwitch(question) : answerTwin(question);
console.log(JSON.stringify(await answer));
