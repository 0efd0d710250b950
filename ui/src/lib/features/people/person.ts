// A person as the core knows them: with a record, or still only a line of the roster.
import type { Api, PersonKey, PersonView } from "$api";

export async function personOf(api: Api, key: PersonKey): Promise<PersonView> {
  if (key.kind === "citizen") return api.person(key.id);
  const card = await api.openPerson(key);
  return card.person.citizen === null
    ? { card, history: [], conflicts: [], may_settle: false }
    : api.person(card.person.citizen);
}
