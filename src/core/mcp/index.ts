export {
  MOST_OF_MESSAGE,
  type Carrier,
  type CarrierEars,
  type OpenCarrier,
  type Parcel,
  type RpcId,
} from "./carrier.ts";
