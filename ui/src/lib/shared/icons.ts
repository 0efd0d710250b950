// The icons of the window, by what they mean here. Only what is used.
import arrowDown from "@lucide/svelte/icons/arrow-down";
import arrowLeft from "@lucide/svelte/icons/arrow-left";
import arrowRight from "@lucide/svelte/icons/arrow-right";
import arrowUp from "@lucide/svelte/icons/arrow-up";
import ban from "@lucide/svelte/icons/ban";
import bookOpen from "@lucide/svelte/icons/book-open";
import calendarCheck from "@lucide/svelte/icons/calendar-check";
import camera from "@lucide/svelte/icons/camera";
import check from "@lucide/svelte/icons/check";
import chevronDown from "@lucide/svelte/icons/chevron-down";
import chevronRight from "@lucide/svelte/icons/chevron-right";
import circleCheck from "@lucide/svelte/icons/circle-check";
import circleQuestion from "@lucide/svelte/icons/circle-question-mark";
import clock from "@lucide/svelte/icons/clock";
import cloudUpload from "@lucide/svelte/icons/cloud-upload";
import copy from "@lucide/svelte/icons/copy";
import eye from "@lucide/svelte/icons/eye";
import eyeOff from "@lucide/svelte/icons/eye-off";
import fileText from "@lucide/svelte/icons/file-text";
import flask from "@lucide/svelte/icons/flask-conical";
import folderOpen from "@lucide/svelte/icons/folder-open";
import house from "@lucide/svelte/icons/house";
import idCard from "@lucide/svelte/icons/id-card";
import image from "@lucide/svelte/icons/image";
import info from "@lucide/svelte/icons/info";
import laptop from "@lucide/svelte/icons/laptop";
import lock from "@lucide/svelte/icons/lock";
import pause from "@lucide/svelte/icons/pause";
import pencil from "@lucide/svelte/icons/pencil";
import play from "@lucide/svelte/icons/play";
import plus from "@lucide/svelte/icons/plus";
import refresh from "@lucide/svelte/icons/refresh-cw";
import rotateLeft from "@lucide/svelte/icons/rotate-ccw";
import scanLine from "@lucide/svelte/icons/scan-line";
import search from "@lucide/svelte/icons/search";
import shield from "@lucide/svelte/icons/shield";
import sliders from "@lucide/svelte/icons/sliders-horizontal";
import triangleAlert from "@lucide/svelte/icons/triangle-alert";
import userPlus from "@lucide/svelte/icons/user-plus";
import user from "@lucide/svelte/icons/user";
import users from "@lucide/svelte/icons/users";
import volume from "@lucide/svelte/icons/volume-2";
import wifi from "@lucide/svelte/icons/wifi";
import wifiOff from "@lucide/svelte/icons/wifi-off";
import x from "@lucide/svelte/icons/x";

export const ICONS = {
  add: plus,
  already: rotateLeft,
  arrived: cloudUpload,
  camera,
  check,
  close: x,
  comeBack: calendarCheck,
  desk: idCard,
  done: circleCheck,
  down: arrowDown,
  edit: pencil,
  expand: chevronDown,
  file: fileText,
  folder: folderOpen,
  guide: bookOpen,
  help: circleQuestion,
  hide: eyeOff,
  info,
  join: userPlus,
  left: arrowLeft,
  lock,
  member: user,
  offline: wifiOff,
  online: wifi,
  open: chevronRight,
  pause,
  people: users,
  picture: image,
  practice: flask,
  refused: ban,
  resume: play,
  right: arrowRight,
  savedHere: laptop,
  scan: scanLine,
  search,
  sessions: house,
  settings: sliders,
  show: eye,
  speak: volume,
  sync: refresh,
  team: shield,
  twins: copy,
  up: arrowUp,
  waiting: clock,
  warning: triangleAlert,
} as const;

export type IconName = keyof typeof ICONS;
