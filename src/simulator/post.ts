/**
 * The post: gives each message its identity and its fate (cut, lost, late, doubled) and puts it on
 * its way.
 */

import type { MessageIdentity } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { mix } from '../scenario/randomness.js';
import { KIND } from '../trace/recorder.js';
import { messageHash, streamHash } from './causes.js';
import type { DeviationTable } from './deviations.js';
import { EVENT } from './event-kinds.js';
import type { Kernel } from './kernel.js';
import type { Message } from './messages.js';
import type { Body } from './node.js';
import type { SimulateOptions } from './simulate.js';
import { sizeOf } from './size.js';
import type { Turn } from './turn.js';

/** Sends and drops the messages of one run. */
export class Post {
  sent = 0;
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

  /** @param call number of the call that it is, negative for the response to one, 0 for neither. */
  send(turn: Turn, to: number, body: Body, call: number): void {
    const { trace, network, nowUs, seed } = this.kernel;
    const { cause } = turn;
    const from = turn.host.index;
    const type = trace.intern(body.type);
    const stream = streamHash(cause.hash, trace.nameHash(type), from, to);
    const nth = cause.countOf(stream);
    const hash = messageHash(stream, nth);
    const message: Message = { id: this.sent++, from, to, type, body, cause, hash, nth, call };
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
    delayUs += network.holdUs(from, to, nowUs, sent.cause.hash);
    if (this.deviates) {
      for (const { kind, byUs } of this.deviations.of(sent.hash, () => this.identify(sent))) {
        if (kind === 'late') delayUs += byUs;
        else if (kind === 'drop') lost = true;
        else copyDelayUs = byUs;
      }
    }
    trace.add(KIND.send, nowUs, from, to, type, id, delayUs);
    this.report(sent, nowUs, delayUs, lost ? 'lost' : 'sent', copyDelayUs);
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
    const bytes = sizeOf(message.body);
    this.options.onPosting({ message: identity, bytes, sentUs, delayUs, fate, copyDelayUs });
  }

  private identify(message: Message): MessageIdentity {
    const { hosts } = this.kernel;
    return {
      cause: message.cause.text,
      type: message.body.type,
      from: hosts[message.from]?.name ?? '',
      to: hosts[message.to]?.name ?? '',
      nth: message.nth,
    };
  }
}
