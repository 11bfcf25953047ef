import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readText, resourceOf } from "../testing/template.ts";

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 5
    Environment: { Variables: { LEVEL: info, ALL: yes } }
Resources:
  Orders:
    Type: AWS::Serverless::SimpleTable
    Properties: { PrimaryKey: { Name: order, Type: Number }, SSESpecification: { SSEEnabled: true } }
  Topic: { Type: AWS::SNS::Topic }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Timeout: 30
      Environment: { Variables: { LEVEL: debug } }
      Tags: { env: prod }
      Policies:
        - AmazonS3ReadOnlyAccess
        - !Ref Given
        - DynamoDBReadPolicy: { TableName: !Ref Orders }
        - Statement:
            - { Effect: Allow, Action: "*", Resource: "*" }
      FunctionUrlConfig: { AuthType: NONE }
      Events:
        Posted: { Type: SNS, Properties: { Topic: !Ref Topic } }
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Queue: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:123456789012:q } }
        Get: { Type: Api, Properties: { Path: /, Method: get } }
  Given: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [] } } }
  Named:
    Type: AWS::Serverless::Function
    Properties: { Role: arn:aws:iam::123456789012:role/own, InlineCode: "exports.handler = 1" }
Outputs:
  Version: { Value: !Ref Work.Version }
`;

const reading = readText(TEMPLATE);
const native = (id: string): object => resourceOf(reading, id).native;
const UNKNOWN: unknown = expect.any(Unknown);

describe("expandServerless()", () => {
  test("expandServerless() makes every resource that the transform makes", () => {
    expect(reading.diagnostics).toEqual([]);
    expect(reading.changes.map(({ after }) => `${after?.type} ${after?.id}`)).toEqual([
      "AWS::DynamoDB::Table Orders",
      "AWS::SNS::Topic Topic",
      "AWS::Lambda::Function Work",
      "AWS::IAM::Role WorkRole",
      "AWS::Lambda::Permission WorkPostedPermission",
      "AWS::Events::Rule WorkHourly",
      "AWS::Lambda::Permission WorkHourlyPermission",
      "AWS::Lambda::EventSourceMapping WorkQueue",
      "AWS::Lambda::Permission WorkGetPermission",
      "AWS::Lambda::Url WorkUrl",
      "AWS::Lambda::Permission WorkUrlPublicPermissions",
      "AWS::IAM::ManagedPolicy Given",
      "AWS::Lambda::Function Named",
      "AWS::ApiGateway::RestApi ServerlessRestApi",
      "AWS::ApiGateway::Stage ServerlessRestApiStage",
    ]);
  });

  test("expandServerless() gives a function what the globals say", () => {
    expect(native("Work")).toEqual({
      Handler: "index.handler",
      Runtime: "nodejs22.x",
      Timeout: 30,
      Environment: { Variables: { LEVEL: "debug", ALL: true } },
      Role: UNKNOWN,
      Tags: [{ Key: "env", Value: "prod" }],
    });
    expect(resourceOf(reading, "Work").labels).toEqual({ env: "prod" });
    expect(native("Named")).toMatchObject({ Role: "arn:aws:iam::123456789012:role/own", Runtime: "nodejs22.x" });
  });

  test("expandServerless() tells managed policies, documents and templates apart", () => {
    expect(native("WorkRole")).toMatchObject({
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: ["lambda.amazonaws.com"] } }] },
      ManagedPolicyArns: [
        "arn:${AWS.Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:${AWS.Partition}:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
        "arn:${AWS.Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess",
        UNKNOWN,
      ],
      Policies: [
        {
          PolicyName: "WorkRolePolicy0",
          PolicyDocument: {
            Statement: [
              {
                Effect: "Allow",
                Resource: [
                  "arn:${AWS.Partition}:dynamodb:${AWS.Region}:${AWS.AccountId}:table/${Orders}",
                  "arn:${AWS.Partition}:dynamodb:${AWS.Region}:${AWS.AccountId}:table/${Orders}/index/*",
                ],
              },
            ],
          },
        },
        { PolicyName: "WorkRolePolicy1", PolicyDocument: { Statement: [{ Action: "*" }] } },
      ],
    });
  });

  test("expandServerless() lets in who the events say, and everyone where the address asks nobody", () => {
    expect(native("WorkPostedPermission")).toMatchObject({ Principal: "sns.amazonaws.com", SourceArn: UNKNOWN });
    expect(resourceOf(reading, "WorkPostedPermission").references).toContainEqual({
      path: ["SourceArn"],
      target: "Topic",
      attribute: "Ref",
      certainty: "proven",
    });
    expect(native("WorkGetPermission")).toMatchObject({
      SourceArn: "arn:${AWS.Partition}:execute-api:${AWS.Region}:${AWS.AccountId}:${ServerlessRestApi}/*",
    });
    expect(native("WorkUrl")).toMatchObject({ AuthType: "NONE" });
    expect(native("WorkUrlPublicPermissions")).toMatchObject({ Principal: "*" });
    expect(native("Orders")).toMatchObject({
      KeySchema: [{ AttributeName: "order" }],
      SSESpecification: { SSEEnabled: true },
    });
  });

  test.each<[string, readonly (string | number)[], number]>([
    ["Work", ["Timeout"], 16],
    ["Work", ["Environment", "Variables", "LEVEL"], 17],
    ["Work", ["Environment", "Variables", "ALL"], 6],
    ["Work", ["Runtime"], 4],
    ["WorkRole", ["Policies", 1, "PolicyDocument", "Statement", 0, "Action"], 24],
    ["WorkRole", ["ManagedPolicyArns", 2], 20],
    ["WorkUrl", ["AuthType"], 25],
    ["WorkPostedPermission", ["SourceArn"], 27],
    ["Orders", ["SSESpecification", "SSEEnabled"], 10],
  ])("expandServerless() keeps the place of %s %j", (address, path, line) => {
    expect(reading.locate({ file: "t.yaml", address, path }).start?.line).toBe(line);
  });

  test("expandServerless() leaves unresolved what it does not know", () => {
    const { diagnostics, unresolved, changes } = readText(`Transform: AWS::Serverless-2016-10-31
Resources:
  Graph: { Type: AWS::Serverless::GraphQLApi }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{ RekognitionDetectOnlyPolicy: {} }]
      Events: { Odd: { Type: Odd } }
`);
    expect(diagnostics.map(({ code, span }) => `${code} ${span?.start.line}:${span?.start.column}`)).toEqual([
      "unresolved-macro 3:3",
      "unresolved-policy-template 7:18",
      "unresolved-event 8:17",
    ]);
    expect(unresolved).toHaveLength(3);
    expect(changes.map(({ after }) => after?.id)).toEqual(["Work", "WorkRole"]);
  });

  test("expandServerless() keeps the condition of what it expands", () => {
    const { changes } = readText(`Transform: AWS::Serverless-2016-10-31
Parameters: { P: { Type: String } }
Conditions: { C: !Equals [!Ref P, a] }
Resources:
  A: { Type: AWS::Serverless::Function, Condition: C }
  M: { Type: AWS::Serverless::StateMachine, Properties: { Type: EXPRESS } }
  H: { Type: AWS::Serverless::HttpApi }
  L: { Type: AWS::Serverless::LayerVersion }
  S: { Type: AWS::Serverless::Application, Properties: { Location: "https://x" } }
`);
    expect(changes.map(({ after, traits }) => `${after?.type} ${traits.join()}`)).toEqual([
      "AWS::Lambda::Function conditional",
      "AWS::IAM::Role conditional",
      "AWS::StepFunctions::StateMachine ",
      "AWS::IAM::Role ",
      "AWS::ApiGatewayV2::Api ",
      "AWS::ApiGatewayV2::Stage ",
      "AWS::Lambda::LayerVersion ",
      "AWS::CloudFormation::Stack ",
    ]);
  });
});
