/**
 * The post: gives each message its identity and its fate (cut, lost, late, doubled) and puts it on
 * its way.
 */

import type { MessageIdentity } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { mix } from '../scenario/randomness.js';
import { KIND } from '../trace/recorder.js';
import { messageHash, StreamCounter, streamHash } from './causes.js';
import type { DeviationTable } from './deviations.js';
import { EVENT } from './event-kinds.js';
import type { Kernel } from './kernel.js';
import type { Message } from './messages.js';
import type { Body } from './node.js';
import type { SimulateOptions } from './simulate.js';

/** Sends and drops the messages of one run. */
export class Post {
  sent = 0;
  private readonly streams = new StreamCounter();
  private deviates: boolean;

  constructor(
    private readonly kernel: Kernel,
    private readonly deviations: DeviationTable,
    private readonly options: SimulateOptions,
  ) {
    this.deviates = !deviations.isEmpty;
  }

  /** From now on messages meet the network alone. */
  forgetDeviations(): void {
    this.deviates = false;
  }

  /** @param causedBy hash of the cause with index `cause`. */
  send(
    nowUs: number,
    from: number,
    to: number,
    body: Body,
    cause: number,
    causedBy: number,
    seed: number,
  ): void {
    const { trace, network } = this.kernel;
    const type = trace.intern(body.type);
    const stream = streamHash(causedBy, trace.nameHash(type), from, to);
    const nth = this.streams.next(stream);
    const hash = messageHash(stream, nth);
    const message: Message = { id: this.sent++, from, to, type, body, cause, hash, nth };
    const cuts = network.cutBy(from, to);
    if (cuts.length > 0) {
      trace.add(KIND.send, nowUs, from, to, type, message.id, 0);
      this.report(message, nowUs, 0, 'cut', -1);
      this.drop(nowUs, message, 'cut', cuts);
      return;
    }
    this.dispatch(nowUs, message, seed);
  }

  /** Records that a message never arrives, and which faults saw to it. */
  drop(nowUs: number, message: Message, why: string, faults: Iterable<number>): void {
    const { trace } = this.kernel;
    this.kernel.faults.tookEffect(faults);
    trace.add(KIND.drop, nowUs, message.from, message.to, trace.intern(why), message.id, 0);
  }

  private dispatch(nowUs: number, sent: Message, seed: number): void {
    const { trace, network, faults, interference } = this.kernel;
    const { from, to, type, id } = sent;
    const fate = network.draw(from, to, mix(sent.hash, seed));
    if (fate.faults.length > 0) faults.tookEffect(fate.faults);
    const message = interference.isActive ? interference.send(sent, fate, nowUs) : sent;
    let { lost, delayUs, copyDelayUs } = fate;
    if (this.deviates) {
      for (const { kind, byUs } of this.deviations.of(message.hash, () => this.identify(message))) {
        if (kind === 'late') delayUs += byUs;
        else if (kind === 'drop') lost = true;
        else copyDelayUs = byUs;
      }
    }
    trace.add(KIND.send, nowUs, from, to, type, id, delayUs);
    this.report(message, nowUs, delayUs, lost ? 'lost' : 'sent', copyDelayUs);
    if (lost) return this.drop(nowUs, message, 'lost', []);
    this.kernel.schedule(nowUs + delayUs, EVENT.deliver, to, 0, message);
    if (copyDelayUs < 0) return;
    trace.add(KIND.duplicate, nowUs, from, to, type, id, copyDelayUs);
    this.kernel.schedule(nowUs + delayUs + copyDelayUs, EVENT.deliver, to, 0, message);
  }

  private report(
    message: Message,
    sentUs: number,
    delayUs: number,
    fate: Posting['fate'],
    copyDelayUs: number,
  ): void {
    if (this.options.onPosting === undefined) return;
    const identity = this.identify(message);
    this.options.onPosting({ message: identity, sentUs, delayUs, fate, copyDelayUs });
  }

  private identify(message: Message): MessageIdentity {
    const { hosts } = this.kernel;
    return {
      cause: this.kernel.causeText(message.cause),
      type: message.body.type,
      from: hosts[message.from]?.name ?? '',
      to: hosts[message.to]?.name ?? '',
      nth: message.nth,
    };
  }
}
