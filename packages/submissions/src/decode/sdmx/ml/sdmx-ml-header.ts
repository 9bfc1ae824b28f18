/** What the header says of one structure that data sets refer to. */
export interface HeaderStructure {
  /** `AGENCY:ID(VERSION)`. */
  name: string;
  /** The dimension that an observation of a series has, TIME_PERIOD where nothing is said. */
  readonly atObservation: string;
}

export type XmlAttributes = ReadonlyMap<string, string>;

/** Collects the structures of the header; elements come one by one. */
export class SdmxMlHeader {
  readonly #structures = new Map<string, HeaderStructure>();
  #current: HeaderStructure | null = null;

  open(local: string, attributes: XmlAttributes): void {
    if (local === "Structure" && attributes.has("structureID")) {
      const atObservation = attributes.get("dimensionAtObservation") ?? "TIME_PERIOD";
      this.#current = { name: nameOfUrn(attributes.get("namespace") ?? ""), atObservation };
      this.#structures.set(attributes.get("structureID") ?? "", this.#current);
    } else if (local === "Ref" && this.#current !== null) {
      const [agency, id, version] = ["agencyID", "id", "version"].map((name) => attributes.get(name) ?? "");
      this.#current.name = `${agency}:${id}${version === "" ? "" : `(${version})`}`;
    }
  }

  /** SDMX 3 writes the URN as text, and so does 2.1 in an element URN. */
  text(text: string): void {
    const urn = text.trim();
    if (this.#current !== null && urn.startsWith("urn:sdmx:")) this.#current.name = nameOfUrn(urn);
  }

  close(local: string, depth: number, depthOfStructure: number): void {
    if (local === "Structure" && depth === depthOfStructure) this.#current = null;
  }

  /** A message with one structure may leave out which. */
  structureOf(reference: string | undefined): HeaderStructure | null {
    const [first, ...others] = this.#structures.values();
    return (
      this.#structures.get(reference ?? "") ?? (reference === undefined && others.length === 0 ? (first ?? null) : null)
    );
  }

  get size(): number {
    return this.#structures.size;
  }
}

/** `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=BIS:BIS_DER(1.0):ObsLevelDim:TIME_PERIOD` is BIS:BIS_DER(1.0). */
const nameOfUrn = (urn: string) => /=([^=]*?)(?::ObsLevelDim:.*)?$/.exec(urn)?.[1] ?? "";
