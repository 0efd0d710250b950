// Tests speak both languages from the start.
import { LANGUAGES } from "$i18n";
import { learn } from "$i18n/catalogue";

await Promise.all(LANGUAGES.map(learn));
