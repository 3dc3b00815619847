using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ToolTime.Api.Requests;

namespace ToolTime.Api.OpenApi;

/// <summary>Copies an endpoint's descriptions into its operation.</summary>
internal sealed class EndpointTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var described in metadata.OfType<EndpointParameter>())
        {
            Describe(Find(operation, described), described);
        }

        foreach (var form in metadata.OfType<EndpointMediaType>())
        {
            operation.Responses!["200"].Content![form.MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (metadata.OfType<EndpointBody>().SingleOrDefault() is { } body)
        {
            operation.RequestBody = BodyOf(body);
        }

        return Task.CompletedTask;
    }

    // A handler that reads the raw path or a header has no parameter for it.
    private static OpenApiParameter Find(OpenApiOperation operation, EndpointParameter described)
    {
        var name = described.Name;
        var parameters = operation.Parameters ??= [];
        if (parameters.OfType<OpenApiParameter>().SingleOrDefault(parameter => parameter.Name == name) is { } found)
        {
            return found;
        }

        var added = new OpenApiParameter
        {
            Name = name,
            In = described.IsHeader ? ParameterLocation.Header : ParameterLocation.Path,
            Required = !described.IsHeader,
        };
        parameters.Add(added);
        return added;
    }

    private static void Describe(OpenApiParameter parameter, EndpointParameter described)
    {
        parameter.Description = described.Description;
        parameter.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = described.Values.Count == 0 ? null : [.. described.Values.Select(value => (JsonNode)value)],
            Default = described.Values.Count > 0 && parameter.In == ParameterLocation.Query ? described.Values[0] : null,
        };
    }

    private static OpenApiRequestBody BodyOf(EndpointBody body) =>
        new()
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
                        Properties = body.RequiredTexts.ToDictionary(
                            name => name,
                            IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.String }
                        ),
                        Required = body.RequiredTexts.ToHashSet(),
                    },
                },
            },
        };
}
