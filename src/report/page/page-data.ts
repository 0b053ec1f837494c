/**
 * What an HTML report shows, as plain data: the one value that is embedded in the page, and all
 * that the code in the browser knows. Texts are for the reader and escaped like those of every
 * report (`escapeText`); the browser writes them as text, never as markup.
 */

import type { Role } from '../timeline.js';

/** The version of the data that the browser code of this version reads. */
export const PAGE_DATA_VERSION = 1;

/** A whole page. */
export interface PageData extends PageContent {
  readonly version: typeof PAGE_DATA_VERSION;
  /** Version of skerry that wrote it. */
  readonly skerry: string;
}

/** What a page tells, whoever wrote it. */
export interface PageContent {
  /** Of the document: `VIOLATION of linearizable: abd`. */
  readonly title: string;
  readonly outcome: 'violation' | 'clean' | 'unknown' | 'vacuous';
  /** The sentence beside the verdict: `new/old inversion: #3 read null after ...`. */
  readonly headline: string;
  /** What the terminal says below its headline, a label and a text each. */
  readonly facts: readonly Fact[];
  /** From top to bottom. */
  readonly sections: readonly Section[];
  /** The whole terminal report without colour: what a page without scripts shows. */
  readonly text: string;
}

/** `found`: `in scenario 3 of 103; seed 565918994`. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** One part of a page; `kind` says which component draws it. */
export type Section =
  | StorySection
  | WhySection
  | LinearizationSection
  | LikelihoodSection
  | ShrinkLogSection
  | ReplaySection
  | TraceSection
  | HistorySection
  | CycleSection
  | ModelsSection
  | ChecksSection
  | PlotsSection
  | CountsSection;

/** The space-time diagram of a simulated run, with the states of its servers. */
export interface StorySection {
  readonly kind: 'story';
  readonly shrunk: StoryView;
  /** As it was found, before shrinking. */
  readonly original?: StoryView;
}

/** A run to be drawn; times are microseconds of virtual time. */
export interface StoryView {
  readonly endUs: number;
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  readonly operations: readonly OperationView[];
  /** In order of time. */
  readonly states: readonly StateView[];
  /** In order of sending; ids are places in this list. */
  readonly arrows: readonly ArrowView[];
  readonly bands: readonly BandView[];
  readonly badges: readonly BadgeView[];
  /** Messages that are not drawn, because there are too many. */
  readonly arrowsOmitted: number;
  /** Of the messages, only those that did not simply arrive are known. */
  readonly hasOnlyStrays?: true;
}

/** One operation of a client, wherever it is drawn. */
export interface OperationView {
  /** As the reader meets it: #1, #2, ... */
  readonly number: number;
  readonly lane: string;
  /** `write x: 1`, without its number. */
  readonly call: string;
  /** `→ 1`, `ok`, `failed: "busy"`; empty while there is no answer. */
  readonly result: string;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly role: Role;
  readonly beginUs: number;
  /** Absent: never answered. */
  readonly endUs?: number;
}

/** From here on a server shows this state. */
export interface StateView {
  readonly atUs: number;
  readonly server: string;
  readonly text: string;
}

/** One message on its way. */
export interface ArrowView {
  readonly from: string;
  readonly to: string;
  readonly sentUs: number;
  /** When it arrived; absent for one that never did. */
  readonly arrivedUs?: number;
  readonly type: string;
  /** Number of the operation that caused it, if one did. */
  readonly operation?: number;
  /** `plain` is the usual way; everything else is told beside the arrow. */
  readonly fate:
    'plain' | 'late' | 'drop' | 'cut' | 'duplicate' | 'changed' | 'repeated' | 'forged' | 'held';
  /** `late by 4 ms`; empty for `plain`. */
  readonly remark: string;
}

/** A fault while it acted. */
export interface BandView {
  readonly id: string;
  readonly kind: string;
  /** `n0 crashes and loses what it had not synced`. */
  readonly text: string;
  /** `n0 restarts`: what its end looks like. */
  readonly endText: string;
  readonly beginUs: number;
  readonly endUs: number;
  /** Lanes that it is drawn on; empty: all of the servers'. */
  readonly lanes: readonly string[];
  readonly effects: number;
}

/** A mark on a server's lane. */
export interface BadgeView {
  readonly atUs: number;
  /** Empty for what concerns all of them. */
  readonly server: string;
  readonly kind: 'clock' | 'sync' | 'crash' | 'restart' | 'disk' | 'admin' | 'illegal';
  readonly text: string;
}

/** Why it is a violation, a sentence each. */
export interface WhySection {
  readonly kind: 'why';
  readonly checker: string;
  readonly anomaly: string;
  readonly sentences: readonly Sentence[];
}

/** A sentence in pieces, so that `#3` can point to the drawing. */
export type Sentence = readonly (string | OperationReference)[];

/** A number within a sentence: `#3`, or `T2`, which is operation 3. */
export interface OperationReference {
  readonly text: string;
  readonly operation: number;
}

/** How far the operations can be ordered before no answered one fits any more. */
export interface LinearizationSection {
  readonly kind: 'linearization';
  readonly model: string;
  readonly operations: readonly OperationView[];
  /** One of the longest legal orders, from the initial state on. */
  readonly order: readonly LinearizationStep[];
  readonly initial: string;
  /** What would have to come next, and why it cannot. */
  readonly stuck: readonly LinearizationObstacle[];
  /** How many other orders are as long. */
  readonly alternatives: number;
  /** Operations of the history of which shrinking left these; absent without it. */
  readonly shrunkFrom?: number;
}

/** An operation takes effect. */
export interface LinearizationStep {
  readonly operation: number;
  /** The state afterwards. */
  readonly state: string;
}

/** An operation that cannot take effect next. */
export interface LinearizationObstacle {
  readonly operation: number;
  /** `read 0, but the register holds 1`. */
  readonly because: string;
}

/** From when on it could not be helped, and how rare it is. */
export interface LikelihoodSection {
  readonly kind: 'likelihood';
  readonly points: readonly {
    readonly atUs: number;
    readonly runs: number;
    readonly violations: number;
  }[];
  readonly inevitableFromUs?: number;
  /** `1 in 13 scenarios (8 of 103); 38 clean runs after a fix give 95 % confidence`. */
  readonly odds: string;
}

/** How the scenario became smaller. */
export interface ShrinkLogSection {
  readonly kind: 'shrink-log';
  readonly steps: readonly {
    readonly simulations: number;
    readonly pass: string;
    readonly operations: number;
    readonly faults: number;
    readonly deviations: number;
  }[];
  readonly minimality: '1-minimal' | 'budget';
}

/** How to see it again. */
export interface ReplaySection {
  readonly kind: 'replay';
  readonly command: string;
  /** A file to download, and its content: all that a replay needs. */
  readonly file?: { readonly name: string; readonly content: string };
  /** Where that file was saved, if it is too long to be embedded. */
  readonly keptAt?: string;
  /** A test that fails as long as this is not mended. */
  readonly test?: string;
}

/** What happened inside, a line each. */
export interface TraceSection {
  readonly kind: 'trace';
  readonly lines: readonly string[];
  /** There were more, which nobody kept. */
  readonly isCut: boolean;
}

/**
 * A recorded history of any length, as columns; only what is in sight is drawn, the region of the
 * anomaly first. `unpackHistory` in history-columns.ts reads them.
 */
export interface HistorySection {
  readonly kind: 'history';
  /** Names of processes, in the order in which they are drawn. */
  readonly lanes: readonly string[];
  /** Distinct texts of calls and results, in order of their first appearance. */
  readonly texts: readonly string[];
  readonly columns: PackedHistory;
  /** Places of the operations of the anomaly, with the part each plays. */
  readonly roles: readonly { readonly at: number; readonly role: Role }[];
  /** Operations of the whole history; the page has fewer where a browser could not hold them. */
  readonly total: number;
}

/** The columns of a history, an entry an operation, packed by `packNumbers`. */
export interface PackedHistory {
  readonly size: number;
  /** How much greater each number is than the one before; absent where none is left out. */
  readonly number?: string;
  /** Places in `lanes`. */
  readonly lane: string;
  /** A call and a result for each operation: 0 the next text that is new, n the n-th last one. */
  readonly text: string;
  /** `o` ok, `f` fail, `i` info, a letter an operation. */
  readonly outcome: string;
  /** How much greater the rank of each call is than the one before. */
  readonly begin: string;
  /** Ranks from call to return; 0 for what never returned. */
  readonly length: string;
  /** Microseconds from the call before, where the history has times. */
  readonly beginUs?: string;
  /** Microseconds from call to return, plus 1; 0 for what never returned. */
  readonly tookUs?: string;
}

/** Transactions that come before one another in a circle. */
export interface CycleSection {
  readonly kind: 'cycle';
  /** `G2-item`. */
  readonly anomaly: string;
  readonly message: string;
  readonly nodes: readonly {
    /** `T1`. */
    readonly name: string;
    readonly operation: number;
    /** `read key :alice as :on-call, write :off to key :bob`. */
    readonly text: string;
  }[];
  readonly edges: readonly {
    /** Places in `nodes`. */
    readonly from: number;
    readonly to: number;
    readonly kind: 'ww' | 'wr' | 'rw' | 'process' | 'realtime';
    readonly label: string;
    readonly because: string;
  }[];
  readonly sentences: readonly Sentence[];
  /** How many of this kind were found. */
  readonly count: number;
  /** Further kinds that the same transactions show. */
  readonly also: readonly string[];
}

/** How every consistency model stands. */
export interface ModelsSection {
  readonly kind: 'models';
  readonly models: readonly {
    readonly name: string;
    readonly standing: 'holds' | 'violated' | 'undecided';
    readonly because: string;
  }[];
}

/** What each checker said. */
export interface ChecksSection {
  readonly kind: 'checks';
  readonly checks: readonly {
    readonly name: string;
    readonly outcome: 'legal' | 'illegal' | 'unknown';
    readonly text: string;
  }[];
}

/** Latencies and rates over time, as Jepsen's graphs show them. */
export interface PlotsSection {
  readonly kind: 'plots';
  readonly endMs: number;
  /** One dot an operation, thinned where there are very many. */
  readonly latencies: readonly {
    readonly f: string;
    readonly outcome: 'ok' | 'fail' | 'info';
    readonly atMs: readonly number[];
    readonly tookMs: readonly number[];
  }[];
  /** Quantiles of the latencies of successes by window of time. */
  readonly quantiles: readonly {
    /** 0.5, 0.95, 0.99, 1. */
    readonly quantile: number;
    readonly atMs: readonly number[];
    readonly tookMs: readonly number[];
  }[];
  /** Operations a second by window of time. */
  readonly rates: readonly {
    readonly f: string;
    readonly outcome: 'ok' | 'fail' | 'info';
    readonly atMs: readonly number[];
    readonly perSecond: readonly number[];
  }[];
  /** Share of operations that were answered, by window of time. */
  readonly availability: { readonly atMs: readonly number[]; readonly share: readonly number[] };
  /** Faults behind the curves. */
  readonly bands: readonly {
    readonly kind: string;
    readonly beginMs: number;
    readonly endMs: number;
    /** Of the runs, in how many it acted at that time; above 0, at most 1. */
    readonly share: number;
  }[];
  /** Where the figures come from, a sentence each. */
  readonly notes: readonly string[];
}

/** A table: operations by outcome, measurements, what a campaign tested. */
export interface CountsSection {
  readonly kind: 'counts';
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}
