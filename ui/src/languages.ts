// Tests speak both languages from the start.
import { LANGUAGES, learn } from "$i18n/catalogue";

await Promise.all(LANGUAGES.map(learn));
