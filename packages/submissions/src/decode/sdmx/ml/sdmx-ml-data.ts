import { quote } from "../../../finding.ts";
import { withoutObservations } from "../sdmx-deletion.ts";
import { OBS_VALUE, type SdmxAction, type SdmxItem } from "../sdmx-fact.ts";
import { SdmxRefused } from "../sdmx-refused.ts";
import { GroupIndex } from "./group-index.ts";
import type { HeaderStructure, XmlAttributes } from "./sdmx-ml-header.ts";
import type { SdmxMlLayout } from "./sdmx-ml-names.ts";

export interface DataSetOpening {
  readonly layout: SdmxMlLayout;
  readonly structure: HeaderStructure;
  readonly action: SdmxAction;
  /** Attributes of the whole data set. */
  readonly attributes: XmlAttributes;
  readonly emit: (item: SdmxItem) => void;
  readonly place: string;
}

type Components = Map<string, string>;

interface Group {
  readonly components: Components;
  readonly key: string[];
}

/** The elements of one data set, as they open and close, to facts. */
export class SdmxMlData {
  readonly #opening: DataSetOpening;
  readonly #dataSet: Components;
  readonly #groups = new GroupIndex();
  #group: Group | null = null;
  #isKey = false;
  #series: Components | null = null;
  #observation: Components | null = null;
  #place = "";
  #comp: { readonly id: string; readonly values: string[] } | null = null;
  #observations = 0;
  #observationsOfSeries = 0;

  constructor(opening: DataSetOpening) {
    this.#opening = opening;
    this.#dataSet = new Map(opening.attributes);
  }

  open(local: string, attributes: XmlAttributes, place: string): void {
    const own = this.#opening.layout === "specific" ? attributes : NONE;
    if (local === "Series") {
      this.#series = new Map(own);
      this.#observationsOfSeries = 0;
      this.#place = place;
    } else if (local === "Obs") {
      this.#observation = new Map(own);
      this.#place = place;
    } else if (local === "Group" || local === "Atts") this.#group = { components: new Map(own), key: [] };
    else if (this.#opening.layout === "generic") this.#openGeneric(local, attributes);
    else if (local === "Comp") this.#comp = { id: attributes.get("id") ?? "", values: [] };
  }

  #openGeneric(local: string, attributes: XmlAttributes): void {
    const value = attributes.get("value") ?? "";
    if (local === "GroupKey") this.#isKey = true;
    else if (local === "Value") this.#put(attributes.get("id") ?? "", value);
    else if (local === "ObsDimension") this.#put(attributes.get("id") ?? this.#opening.structure.atObservation, value);
    else if (local === "ObsValue") this.#put(attributes.get("id") ?? OBS_VALUE, value);
  }

  /** To the innermost of what is open. @throws SdmxRefused where it has that component already. */
  #put(id: string, text: string): void {
    const components = this.#group?.components ?? this.#observation ?? this.#series ?? this.#dataSet;
    if (components.has(id)) throw repeated(id, this.#place);
    components.set(id, text);
    if (this.#isKey) this.#group?.key.push(id);
  }

  /** `isNil`: the element says that it has no value. */
  value(text: string): void {
    this.#comp?.values.push(text);
  }

  close(local: string): void {
    if (local === "Obs") this.#closeObservation();
    else if (local === "Series") this.#closeSeries();
    else if (local === "GroupKey") this.#isKey = false;
    else if (local === "Group" || local === "Atts") this.#closeGroup();
    else if (local === "Comp" && this.#comp !== null) {
      this.#put(this.#comp.id, this.#comp.values.join(";"));
      this.#comp = null;
    }
  }

  /** The data set is over. */
  end(): void {
    if (this.#observations > 0) return;
    const { emit, action, place } = this.#opening;
    emit(withoutObservations(action, place));
  }

  #closeObservation(): void {
    const { structure, action, emit } = this.#opening;
    const components: Components = new Map(this.#dataSet);
    for (const [id, text] of this.#series ?? []) components.set(id, text);
    for (const [id, text] of this.#observation ?? []) components.set(id, text);
    this.#groups.join(components);
    this.#observation = null;
    this.#observations += 1;
    this.#observationsOfSeries += 1;
    emit({ kind: "fact", structure: structure.name, action, components, labelOf: null, place: this.#place });
  }

  #closeSeries(): void {
    this.#series = null;
    if (this.#observationsOfSeries > 0) return;
    this.#observations += 1;
    this.#opening.emit(withoutObservations(this.#opening.action, this.#place));
  }

  #closeGroup(): void {
    if (this.#group === null) return;
    this.#groups.add(this.#group.components, this.#opening.layout === "generic" ? this.#group.key : null);
    this.#group = null;
  }
}

const NONE: XmlAttributes = new Map();

function repeated(id: string, place: string): SdmxRefused {
  return new SdmxRefused("misshapen", "FIELD_DUPLICATE", {
    path: id.slice(0, 128),
    place: place === "" ? undefined : place,
    zh: `${quote(id)} 出现两次,无法判断以何者为准。`,
    en: `${quote(id)} is written twice: which one counts cannot be told.`,
  });
}
