package com.osmtalk.voice.brain.optout;

import java.util.List;

/** Spanish, without its accents: they are lost in speech recognition and in hurried writing. */
final class SpanishOptOut {
    /** Contact in the forms of a wish: llame, llames, llamen, llamara… */
    private static final String CONTACT = "(?:llam(?:e|es|en|eis|ara|aran|aras|ase|asen)|contact(?:e|es|en"
            + "|ara|aran)"
            + "|molest(?:e|es|en|ara|aran)|escrib(?:a|as|an|iera|ieran)|telefone(?:e|es|en|ara|aran)|marqu(?:e|es"
            + "|en)|marcar(?:a|an)"
            + "|mand(?:e|es|en|ara|aran) (?:mas )?mensajes|envi(?:e|es|en|ara|aran) (?:mas )?mensajes)";

    private static final String TO_CONTACT =
            "(?:llamar|contactar|molestar|escribir|telefonear|marcar|fastidiar|insistir|mandar|enviar"
                    + "|hostigar|acosar)";
    private static final String CONTACTING = "(?:llamando|contactando|molestando|escribiendo|marcando|insistiendo)";
    /** Estar llamándome; andarme molestando. */
    private static final String PERIPHRASIS = "(?:estar|andar|seguir|vivir)(?: " + CONTACTING
            + "(?:(?:me|nos)\\b|(?= a (?:este|esta|mi|nuestr[oa]) (?:numero|telefono|casa|celular|movil|linea)\\b))"
            + "|(?:me|nos) " + CONTACTING
            + "\\b| (?<=(?:me|nos) (?:dejen|deje|dejes|paren) de (?:estar|andar|seguir"
            + "|vivir) )" + CONTACTING + "\\b)";

    private static final String CALLS = "(?:llamadas?|llamaditas|mensajes?|sms|comunicaciones|publicidad)\\b";

    /** "No me llame" is not followed by a name, as in "no me llame señora". */
    private static final String NO_NAME = "(?= *$| ,| (?:mas|nunca|jamas|por (?:favor|telefono|la|las|este|esto|eso"
            + "|nada)|a|para|y|ni|que|porque|otra|de|gracias|no|ya|con|desde|en"
            + "|antes|despues|hasta|hoy|manana|ahora|tan|cuando|mientras|si|los|el|la|todavia|aun|temprano|tarde"
            + "|entre|todos|cada|ustedes|usted|nadie|siempre|todo|otras?|\\w+mente|personas|numeros"
            + "|nuevamente|tanto|sin|aqui|pero)\\b)";

    /** "Call" is not followed by what somebody is to be called: "dejen de llamarme Paquito". */
    private static final String NOT_BY_A_NAME = "(?:(?<!\\bllam\\w{1,8})|" + NO_NAME + ")";

    private static final String HERE = "(?: a (?:este|esta|mi|nuestro|nuestra) (?:numero|telefono|casa"
            + "|celular|movil"
            + "|linea)\\b| aqui\\b"
            + "| este (?:numero|telefono)\\b)";
    private static final String LIST = "(?:de|del|en|a) (?:su|sus|la|esta|esa|las|estas|todas|cualquier|vuestra|tu"
            + "|ese|este|el)"
            + " (?:\\w+ ){0,3}?(?:listas?|bases?|registros?|sistema|agenda|directorio|archivos?"
            + "|contactos)\\b(?! de (?:espera|invitad|precio"
            + "|compra|regalo))";
    private static final String MY_NUMBER =
            "(?:mi|este|nuestro|mis) (?:numero|telefono|nombre|contacto|celular|movil|datos|numero de telefono)";
    private static final String COMPLETE =
            "(?= *$| (?:,|por favor|ya|y|gracias|de inmediato|ahora|inmediatamente" + "|porque|no)\\b| ,)";
    private static final String REMOVE = "(?:quit|sac|saqu|borr|elimin|retir|remuev|tach|exclu|suprim)";
    private static final String FORGET = "(?:quit(?:e|en|a)|saqu(?:e|en)|saca|borr(?:e|en|a)|elimin(?:e|en|a)"
            + "|retir(?:e|en|a)"
            + "|remuev(?:a|an)|olvid(?:e|en|a|ese de)|pierd(?:a|an|e)|bot(?:e|en|a)|tir(?:e|en|a)|suprim(?:a|an))";

    private static final List<String> CEASE = List.of(
            // no me llame más; nunca me vuelva a llamar
            "\\b(?:no|nunca|nunca mas|jamas)(?: quiero que| deseo que| permito que| autorizo a que)? (?:me"
                    + "|nos) (?:vuelv(?:a|as|an|ais)"
                    + "|volvier(?:a|an)|sig(?:a|as|an)|esten?|and(?:e|en)) (?:(?:a )?" + TO_CONTACT + "|"
                    + CONTACTING + ")" + NOT_BY_A_NAME,
            "\\b(?:no|nunca|jamas) (?:vuelv(?:a|as|an|ais)|volvier(?:a|an)) a " + TO_CONTACT + "(?:me|nos|(?"
                    + ":" + HERE
                    + ")|(?= *$| (?:,|nunca|jamas|mas|por favor)))",
            "\\b(?:no|nunca|nunca mas|jamas) (?:me|nos) (?:" + CONTACT + NO_NAME + ")",
            "\\b(?:no|nunca|jamas) " + CONTACT + "(?: mas\\b| nunca\\b| jamas\\b)?(?:" + HERE + "|(?<=mas)(?"
                    + "= *$| ,| por favor)|(?= *$))",
            "\\bno (?:quiero|deseo|me gusta|permito|autorizo|acepto|consiento)(?: mas)? que (?:ustedes "
                    + "|usted |nadie )?(?:me|nos)"
                    + " (?:vuelvan? a |sigan? |esten? )?(?:" + CONTACT + "|" + TO_CONTACT + "|" + CONTACTING
                    + ")" + NOT_BY_A_NAME,
            "\\bno (?:quiero|deseo) (?:ser (?:contactad|molestad|llamad)[oa]|que me contacten"
                    + "|volver a saber de ustedes)",
            "\\bno (?:volver a |seguir )?(?:(?:llamar|contactar|molestar|escribir|marcar|telefonear)|"
                    + CONTACTING + ")(?:me|nos)"
                    + "(?= *$| (?:,|mas|nunca|jamas|por favor|a este|otra vez|de nuevo)\\b| ,)",
            "\\b(?:prohibo|prohibimos|prohibido)(?: que (?:me|nos) " + CONTACT + "| " + TO_CONTACT + "(?:me" + "|"
                    + "nos))" + NOT_BY_A_NAME,
            "\\bni se (?:le|les|te) ocurra (?:volver a )?" + TO_CONTACT,
            "\\bno (?:me|nos) (?:hablen?|busquen?) mas\\b",
            "\\bno (?:quiero|deseo|queremos) que (?:\\w+ ){1,4}(?:reciba|reciban|recibamos)(?: mas| sus)* " + CALLS,
            // deje de llamarme
            "(?<!\\bno )(?<!\\bnunca )(?:me |nos )?\\b(?:deje|deja|dejen|dejes|dejad|dejara|dejaran|dejase"
                    + "|dejasen|pare|paren|para|cese"
                    + "|cesen|parara|pararan) (?:ya )?de (?:" + PERIPHRASIS + "|" + TO_CONTACT
                    + "(?:me|nos)(?:los|las)?\\b" + NOT_BY_A_NAME
                    + "|(?<=me dejen de |me deje de |nos dejen"
                    + " de )" + TO_CONTACT + "\\b|(?:llamar|molestar|contactar)(?:" + HERE + "|(?= *$| ,| po"
                    + "r favor| ya\\b)))",
            "(?<!\\bno )\\b(?:puede|pueden|puedes|podria|podrian|podrias|quiere|quieren|tiene que|tienen que"
                    + "|debe|deben|favor de|pido"
                    + "|pedimos|haga el favor de|hagan el favor de|van a|va a) (?:dejar|parar) de (?:"
                    + PERIPHRASIS + "|" + TO_CONTACT + "(?:me|nos)\\b)" + NOT_BY_A_NAME,
            "\\b(?:eviten?|absteng\\w+ de) " + TO_CONTACT + "(?:me|nos)\\b",
            "\\bbasta (?:ya )?de (?:" + PERIPHRASIS + "|" + TO_CONTACT + "(?:me|nos)\\b)",
            "\\bbasta (?:ya )?(?:de|con) (?:(?:las|sus|estas|tantas|tus) )?" + CALLS,
            // no insistan más con las llamadas
            "\\bno (?:me |nos )?insist(?:a|as|an|ais)(?: mas)? (?:con|en) (?:(?:las|sus|estas|esas|tantas"
                    + "|mas|tus) )*(?:"
                    + CALLS + "|" + TO_CONTACT + "(?:me|nos)" + NOT_BY_A_NAME + ")",
            // no más llamadas
            "(?:^|, |\\b(?:y|por favor|gracias) )(?:no|ni una|basta de|nada de|basta con|no mas|no quiero"
                    + "|suficientes?|se acabaron)(?: (?:mas"
                    + "|otra|sus|estas|esas|de|las|tantas))* " + CALLS,
            "\\bno (?:quiero|deseo|necesito|acepto|autorizo)(?: (?:recibir|tener|mas|ninguna|ningun|sus"
                    + "|estas|esas|otra|nuevas|este|tipo|de"
                    + "|volver|a)){0,5} " + CALLS);

    private static final List<String> REMOVE_ME = List.of(
            // quíteme de su lista; borre mi número
            "(?<!\\bno )(?<!\\bno me )\\b" + REMOVE + "(?:e|en|a|an|uya|uyan)(?:me|nos)(?: (?:ya|por favor|,"
                    + "|inmediatamente)){0,3} " + LIST,
            "(?<!\\bno )(?<!\\bno me )\\b(?:(?:me|nos) )?" + FORGET + "(?: ya"
                    + "| por favor)? " + MY_NUMBER + "(?: " + LIST
                    + "|" + COMPLETE + ")",
            "\\b(?:quiero|quisiera|necesito|me gustaria|les pedi|pido|pedi|exijo|puede|pueden|podria|podrian"
                    + "|solicito|ruego)(?: que| favor de)? (?:me |nos )?" + REMOVE
                    + "(?:ar|er|ir|e|en|a|an|as|aran|ara|asen|ieran)(?:me|nos)?(?: " + MY_NUMBER + ")? " + LIST,
            "(?<!\\bno )\\b(?:quiero|quisiera|deseo|como puedo|me gustaria) salir " + LIST,
            "\\bno (?:quiero|quisiera|deseo|autorizo|permito) que (?:siga |aparezca )?" + MY_NUMBER
                    + "(?: (?:siga|este|aparezca|quede|figure|continue|se quede))? " + LIST,
            "(?<!\\bno )\\b(?:borrar|quitar|sacar|eliminar|retirar|excluir)(?:me|nos) " + LIST,
            "\\b(?:deme|denme|dame|denos|dar(?:me|nos)|dese|me doy|doy)(?: ya)? de baja(?: (?:de|en) (?:su"
                    + "|sus|esta|estas|la|las|todas)"
                    + " (?:\\w+ )?(?:lista|listas|llamadas|base|mensajes|publicidad)\\b|" + COMPLETE + ")",
            "\\b(?:no llamar|no molestar|robinson|exclusion|no contactar|no llamen)\\b(?<=(?:lista"
                    + "|registro)(?: de)? (?:no llamar|no molestar"
                    + "|robinson|exclusion|no contactar|no llamen))(?<=(?:ponga|pongan|apunte|anote|incluya"
                    + "|agregue|meta|inscriba|estoy|pon)"
                    + ".{0,40})",
            "(?<!\\bno )\\bdej(?:e|en|a|ad)(?:me|nos) (?:ya )?(?:en paz|tranquil[oa]s?)\\b(?! (?:un|mientras"
                    + "|hasta))");

    private static final String ONLY_TALKED_ABOUT = "\\b(?:dice|dicen|decia|dijeron|el cartel"
            + "|la senal)(?: \\w+){0,3} $|\\b(?:nunca dije|no dije|no digo|no es que|que pasa si)\\b"
            // dígale a mi hermano que no…; but not: dígale a su jefe que no…
            + "|\\b(?:diga|digan|di|cuente|pida|pidan|pide|avise|avisen|avisa|recuerde|recuerda|explique"
            + "|comente)(?:le|les)"
            + "(?: por favor)? al? (?!(?:(?:el|la|los|las|ese|esa|esos|esas) )?"
            + "(?:su|sus|tu|tus|vuestr\\w+|empresa|compan\\w+"
            + "|jef\\w+|supervisor\\w*|gente|gerente|banco|equipo|encargad\\w+|quien|todos|ellos|sistema"
            + "|robot|maquina)\\b)"
            + "(?:\\w+ ){1,5}(?:que )? *$"
            + "|\\b(?:(?:me|te|nos) (?:dijo|dijeron|pidio|grito|gritaron|escribio|contesto|respondio"
            + "|solto)(?: que| ,)?|les? (?:dijo|pidio) a ellos(?: que)?"
            + "|quien(?:es)? (?:le|les|te|os) (?:dijo|pidio|ha dicho|ha pedido)(?: \\w+){0,2}"
            + "|que (?:mi|mis) (?!numero|telefono)\\w+) *$";

    private static final String LIMITED_BEFORE = "^(?:por favor )?(?:antes|despues|hasta|hoy|por la|los|cuando"
            + "|mientras|si (?!es |esto |se trata)|a las|entre|en la|despues)"
            + " [^,]*";

    private static final String LIMITED_AFTER = "(?: ,)?(?: mas| por favor)?(?: ,)?(?: por favor)? (?:antes|despues"
            + "|hasta|hoy|manana|ahora(?! mas)|tan |a (?:las|la|esta|estas|esa)"
            + " (?:hora|horas|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|\\d)"
            + "|por (?:la|las) (?:noches?|mananas?|tardes?)|de (?:madrugada|manana|tarde)\\b|de noche|de dia"
            + "|en (?:la|este|esta|un|fin|el|horas)|los (?:lunes|martes|miercoles|jueves|viernes|sabados"
            + "|domingos|fines)"
            + "|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|fin)|cuando|mientras|si |todavia"
            + "|aun|temprano|tarde|entre|durante"
            + "|al (?:trabajo|mediodia))"
            + "|.*\\b(?:yo (?:lo|la|le|les|te) llamo|llam(?:eme|ame|enme)|estoy (?:manejando|conduciendo"
            + "|ocupad|en una reunion|trabajando))";

    static final List<OptOutGrammar> GRAMMARS = List.of(
            new OptOutGrammar(CEASE, ONLY_TALKED_ABOUT + "|" + LIMITED_BEFORE, LIMITED_AFTER),
            new OptOutGrammar(REMOVE_ME, ONLY_TALKED_ABOUT, OptOutGrammar.NO_LIMIT));

    private SpanishOptOut() {}
}
