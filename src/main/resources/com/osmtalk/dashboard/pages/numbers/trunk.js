// The SIP trunk of a number: what a form asks for, and what of it is sent.
import {html} from 'lit';
import {t} from '../../core/texts.js';
import {checkbox, field} from '../../kit/field.js';

/**
 * What a vendor's trunks have in common, as docs/telephony tells for each.
 *
 * @typedef {object} Vendor
 * @property {string} name
 * @property {string} [host] the same for everybody
 * @property {string} [suffix] of a host whose first part is the trunk's own
 * @property {Record<string, any>} [trunk]
 * @property {boolean} [registers]
 */
/** @type {Record<string, Vendor>} */
const VENDORS = {
  exotel: {name: 'Exotel', host: 'pstn.in2.exotel.com', trunk: {transport: 'tcp', port: '5070', codecs: 'pcma, pcmu'}},
  plivo: {name: 'Plivo', suffix: '.zt.plivo.com', trunk: {port: '5060', codecs: 'pcmu, pcma'}},
  telnyx: {name: 'Telnyx', host: 'sip.telnyx.com', registers: true},
  twilio: {name: 'Twilio', suffix: '.pstn.twilio.com', trunk: {codecs: 'pcmu, pcma'}},
  vobiz: {name: 'Vobiz', suffix: '.sip.vobiz.ai'},
  vonage: {name: 'Vonage', host: 'sip.nexmo.com', trunk: {codecs: 'pcma, pcmu, g722'}},
};

const EMPTY = {
  host: '',
  port: '',
  transport: '',
  username: '',
  authUser: '',
  password: '',
  register: false,
  outboundProxy: '',
  fromDomain: '',
  plus: true,
  codecs: '',
  srtp: '',
  publicAddress: '',
  optionsIntervalSeconds: '',
  inboundAddresses: '',
  transfer: 'bridge',
};
const SELDOM = /** @type {(keyof typeof EMPTY)[]} */ ([
  'authUser', 'outboundProxy', 'fromDomain', 'codecs', 'publicAddress', 'optionsIntervalSeconds', 'inboundAddresses',
  'plus',
]);

/**
 * The values of a form for a trunk.
 *
 * @param {string} prefix before each name: the path of the trunk in the API's body
 * @returns {Record<string, any>}
 */
export function emptyTrunk(prefix) {
  const named = Object.entries(EMPTY).map(([name, value]) => [prefix + name, value]);
  return {vendor: '', ...Object.fromEntries(named)};
}

/**
 * The values of a form for a trunk that there is.
 *
 * @param {any} sip as the API gives it
 * @returns {Record<string, any>}
 */
export function valuesOf(sip) {
  const {port, codecs, inboundAddresses, optionsIntervalSeconds, srtp, ...same} = sip;
  return {
    ...emptyTrunk(''),
    ...same,
    port: String(port ?? ''),
    codecs: (codecs ?? []).join(', '),
    inboundAddresses: (inboundAddresses ?? []).join('\n'),
    optionsIntervalSeconds: String(optionsIntervalSeconds ?? ''),
    srtp: srtp === 'off' ? '' : (srtp ?? ''),
  };
}

/**
 * The trunk as the API takes it.
 *
 * @param {Record<string, any>} values of the form
 * @param {string} prefix
 */
export function trunkOf(values, prefix) {
  const vendor = VENDORS[values.vendor];
  const of = (/** @type {keyof typeof EMPTY} */ name) => values[prefix + name];
  const host = String(of('host')).trim();
  const trunk = {
    host: vendor?.suffix && host && !host.includes('.') ? host + vendor.suffix : host,
    port: number(of('port')),
    transport: of('transport'),
    username: of('username'),
    authUser: of('authUser'),
    password: of('password'),
    register: of('register'),
    outboundProxy: of('outboundProxy'),
    fromDomain: of('fromDomain'),
    plus: of('plus'),
    codecs: list(of('codecs')).map((codec) => codec.toLowerCase().replace('.', '')),
    srtp: of('srtp'),
    publicAddress: of('publicAddress'),
    optionsIntervalSeconds: number(of('optionsIntervalSeconds')),
    inboundAddresses: list(of('inboundAddresses')),
    transfer: of('transfer'),
  };
  // what is left empty is at the API's default
  return Object.fromEntries(Object.entries(trunk).filter(([name, value]) => name === 'host' || (value !== '' && value?.length !== 0)));
}

/** A number where it is one; the API tells what is wrong with anything else. @param {string} text */
function number(text) {
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

/** @param {string} text */
function list(text) {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/**
 * The fields of a trunk, those that are seldom needed folded away.
 *
 * @param {import('../../kit/form.js').Form} form
 * @param {string} prefix
 * @param {string} [passwordHint]
 */
export function trunkFields(form, prefix, passwordHint) {
  const vendor = VENDORS[form.values.vendor];
  const at = (/** @type {keyof typeof EMPTY} */ name) => ({form, name: prefix + name});
  const fromDns = {value: '', label: t('numbers.fromDns')};
  return html`
    <div @change=${(/** @type {Event} */ event) => chosen(event, form, prefix)}>
      ${field({form, name: 'vendor', label: t('numbers.vendor'), hint: t('numbers.vendorHint'), options: [
        {value: '', label: t('numbers.otherVendor')},
        ...Object.entries(VENDORS).map(([value, {name}]) => ({value, label: name})),
      ]})}
    </div>
    <div class="columns">
      ${field({...at('host'), label: t('numbers.host'), mono: true, required: true,
        placeholder: vendor?.suffix ? `…${vendor.suffix}` : 'sip.example.com',
        hint: vendor?.suffix ? t('numbers.hostFirstPart', {suffix: vendor.suffix}) : undefined})}
      ${field({...at('transport'), label: t('numbers.transport'), options: [
        fromDns, ...['udp', 'tcp', 'tls'].map((value) => ({value, label: value.toUpperCase()})),
      ]})}
      ${field({...at('username'), label: t('numbers.username'), hint: t('numbers.usernameHint'), autocomplete: 'off', maxlength: 128})}
      ${field({...at('password'), label: t('numbers.password'), hint: passwordHint, type: 'password', autocomplete: 'new-password', maxlength: 256})}
      ${field({...at('srtp'), label: t('numbers.srtp'), options: [
        {value: '', label: t('numbers.srtpOff')},
        {value: 'optional', label: t('numbers.srtpOptional')},
        {value: 'required', label: t('numbers.srtpRequired')},
      ]})}
      ${field({...at('port'), label: t('numbers.port'), type: 'number', min: 1, max: 65535, placeholder: t('numbers.fromDns')})}
    </div>
    ${checkbox({...at('register'), label: t('numbers.register'), hint: t('numbers.registerHint')})}
    ${field({...at('transfer'), label: t('numbers.transfer'), hint: t('numbers.transferHint'), options: [
      {value: 'bridge', label: t('numbers.transferBridge')},
      {value: 'refer', label: t('numbers.transferRefer')},
    ]})}
    <details ?open=${SELDOM.some((name) => form.errors[prefix + name]) || form.values.vendor === 'exotel'}>
      <summary>${t('numbers.seldom')}</summary>
      <div class="stack">
        <div class="columns">
          ${field({...at('authUser'), label: t('numbers.authUser'), hint: t('numbers.authUserHint'), autocomplete: 'off', maxlength: 128})}
          ${field({...at('outboundProxy'), label: t('numbers.outboundProxy'), mono: true, maxlength: 255})}
          ${field({...at('fromDomain'), label: t('numbers.fromDomain'), mono: true, maxlength: 255,
            placeholder: form.values.vendor === 'exotel' ? '….pstn.exotel.com' : undefined})}
          ${field({...at('codecs'), label: t('numbers.codecs'), hint: t('numbers.codecsHint'), mono: true})}
          ${field({...at('publicAddress'), label: t('numbers.publicAddress'), hint: t('numbers.publicAddressHint'), mono: true, maxlength: 45})}
          ${field({...at('optionsIntervalSeconds'), label: t('numbers.interval'), hint: t('numbers.intervalHint'), type: 'number', min: 0, max: 3600, placeholder: '60'})}
        </div>
        ${field({...at('inboundAddresses'), label: t('numbers.inbound'), hint: t('numbers.inboundHint'), rows: 2, mono: true})}
        ${checkbox({...at('plus'), label: t('numbers.plus')})}
      </div>
    </details>
  `;
}

/**
 * Fills in what the vendor's trunks have in common.
 *
 * @param {Event} event
 * @param {import('../../kit/form.js').Form} form
 * @param {string} prefix
 */
function chosen(event, form, prefix) {
  const vendor = VENDORS[/** @type {HTMLSelectElement} */ (event.target).value];
  if (vendor) {
    const trunk = {
      host: vendor.host ?? '',
      port: '',
      transport: '',
      codecs: '',
      register: Boolean(vendor.registers),
      ...vendor.trunk,
    };
    Object.entries(trunk).forEach(([name, value]) => form.change(prefix + name, value));
  }
}
