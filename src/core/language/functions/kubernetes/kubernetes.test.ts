import { describe, expect, test } from "vitest";
import type { Value } from "../../values/index.ts";
import { valueOf } from "../testing/evaluate.ts";

describe("the Kubernetes libraries", () => {
  test.each<readonly [string, Value]>([
    ["string(ip('2001:DB8:0:0:1:0:0:1'))", "2001:db8::1:0:0:1"],
    ["string(ip('::'))", "::"],
    ["string(ip('1::'))", "1::"],
    ["string(ip('64:ff9b::1.2.3.4'))", "64:ff9b::102:304"],
    ["isIP('01.2.3.4')", false],
    ["isIP('1.2.3')", false],
    ["isIP('::ffff:1.2.3.4')", false],
    ["isIP('fe80::1%en0')", false],
    ["isIP('1:2:3:4:5:6:7::8')", false],
    ["isIP('1:2:3:4:5:6:7::')", true],
    ["isIP(':1:2:3:4:5:6:7')", false],
    ["isIP('1::2::3')", false],
    ["ip.isCanonical('2001:DB8::68')", false],
    ["ip('127.9.9.9').isLoopback()", true],
    ["ip('224.0.0.1').isLinkLocalMulticast()", true],
    ["ip('ff02::1').isLinkLocalMulticast()", true],
    ["ip('ff12::1').isLinkLocalMulticast()", true],
    ["ip('10.0.0.1').isGlobalUnicast()", true],
    ["ip('ff00::1').isGlobalUnicast()", false],
    ["ip('1.2.3.4').family()", 4],
    ["type(ip('1.2.3.4')) == net.IP && type(cidr('::/0')) == net.CIDR", true],
    ["isCIDR('10.0.0.0/33') || isCIDR('10.0.0.0/08') || isCIDR('10.0.0.0')", false],
    ["cidr('10.0.0.0/8').containsIP('11.0.0.1')", false],
    ["cidr('0.0.0.0/0').containsIP('::1')", false],
    ["cidr('10.0.0.7/8').masked() == cidr('10.0.0.0/8') && cidr('10.0.0.7/8') != cidr('10.0.0.0/8')", true],
    ["cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR('10.0.0.0/8')", true],
    ["quantity('1.5Gi').asInteger()", 1610612736],
    ["quantity('100m').isInteger()", false],
    ["quantity('1e3') == quantity('1k') && quantity('1E') == quantity('1e18')", true],
    ["quantity('0.1n') == quantity('1n')", true],
    ["quantity('-1').sign()", -1],
    ["isQuantity('') || isQuantity('.') || isQuantity('1.2.3') || isQuantity('1ki') || isQuantity('+')", false],
    ["quantity('1e999999999').isGreaterThan(quantity('1E'))", true],
    ["quantity('1e-999999999') == quantity('1n')", true],
    ["semver('1.0.0-alpha.1').isLessThan(semver('1.0.0-alpha.beta'))", true],
    ["semver('1.0.0-rc.1').compareTo(semver('1.0.0'))", -1],
    ["semver('1.0.0+a') == semver('1.0.0+b')", true],
    ["isSemver('1.0.0-01') || isSemver('1.0') || isSemver('v1.0.0') || isSemver('1.0.0-')", false],
    ["isSemver('v1.0', true) && !isSemver('1.0-rc', true)", true],
    ["url('HTTPS://user@Example.com:80/a%20b?k=1&k=2&e#f').getScheme()", "https"],
    ["url('https://user@example.com:80/a?k=1').getHost()", "example.com:80"],
    ["url('https://[::1]:80/').getHostname()", "::1"],
    ["url('https://example.com:80/').getPort()", "80"],
    ["url('https://example.com/path with spaces/').getEscapedPath()", "/path%20with%20spaces/"],
    ["url('https://example.com/p?k1=a&k2=b+c&k2=%41#x').getQuery()", { k1: ["a"], k2: ["b c", "A"] }],
    ["url('/p?__proto__=1').getQuery()['__proto__']", ["1"]],
    ["isURL('example.com') || isURL('') || isURL('https://a:b/') || isURL('https://a/%zz')", false],
    ["format.named('nothing').hasValue()", false],
    ["format.dns1123Label().validate('a'.replace('a', 'Aa')).hasValue()", true],
    ["format.qualifiedName().validate('example.com/Name').hasValue()", false],
    ["format.qualifiedName().validate('a/b/c').hasValue()", true],
    ["format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()", false],
    ["format.date().validate('2023-02-29').value()", ["invalid date"]],
    ["format.uri().validate('relative').hasValue()", true],
  ])("%s", (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  test.each<readonly [string, string]>([
    ["ip('1.2.3.4.5')", "invalid-conversion"],
    ["cidr('10.0.0.0/')", "invalid-conversion"],
    ["cidr('10.0.0.0/8').containsIP('nowhere')", "invalid-conversion"],
    ["quantity('10Mm')", "invalid-conversion"],
    ["quantity('9999999999999999999999999999999999999G').asInteger()", "invalid-conversion"],
    ["semver('1.x')", "invalid-conversion"],
    ["url('example.com')", "invalid-conversion"],
  ])("%s answers %s", (source, code) => {
    expect(valueOf(source)).toMatchObject({ code });
  });
});
