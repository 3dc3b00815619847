using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ToolTime.Api.OpenApi;

/// <summary>Writes what is said of a door into its operation.</summary>
internal sealed class DoorTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var told in metadata.OfType<DoorParameter>())
        {
            Describe(operation.Parameters!.OfType<OpenApiParameter>().Single(parameter => parameter.Name == told.Name), told);
        }

        foreach (var form in metadata.OfType<DoorForm>())
        {
            operation.Responses!["200"].Content![form.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (metadata.OfType<DoorBody>().SingleOrDefault() is { } body)
        {
            operation.RequestBody = BodyOf(body);
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiParameter parameter, DoorParameter told)
    {
        parameter.Description = told.Description;
        parameter.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = told.Values.Count == 0 ? null : [.. told.Values.Select(value => (JsonNode)value)],
            Default = told.Values.Count > 0 && parameter.In == ParameterLocation.Query ? told.Values[0] : null,
        };
    }

    private static OpenApiRequestBody BodyOf(DoorBody body) => new()
    {
        Required = true,
        Description = body.Description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = body.RequiredTexts.ToDictionary(name => name, IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.String }),
                    Required = body.RequiredTexts.ToHashSet(),
                },
            },
        },
    };
}
