using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ToolTime.Api.OpenApi;

/// <summary>Registers the API's document.</summary>
internal static class OpenApiRegistration
{
    private const string Operators = "v1/api/admin";

    private static readonly string[] Described = ["v1/api/", "api/v1/telemetry/"];

    /// <param name="services">The services.</param>
    /// <param name="answers">The serializer contexts of the answers, from which schemas are generated.</param>
    public static void AddApiDocument(this IServiceCollection services, params JsonSerializerContext[] answers)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, JsonTypeInfoResolver.Combine(answers));
        });
        services.AddOpenApi(ApiDocument.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = endpoint =>
                endpoint.RelativePath is { } path
                && endpoint.HttpMethod != HttpMethod.Head.Method
                && Described.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))
                && !path.StartsWith(Operators, StringComparison.Ordinal);
            options.AddOperationTransformer<EndpointTransformer>();
            options.AddSchemaTransformer<OmittedMembers>();
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "ToolTime",
                    Version = ApiDocument.Name,
                    Description = "How people use coding agents: opt-in reports in, k-anonymous statistics out. Null means too few submitters. Every fault is a problem document (RFC 9457). Operators' endpoints are not described here.",
                };
                // The document may be served from several addresses; one in it would be a guess behind a proxy.
                document.Servers = [];
                // Classes are not useful as groups of endpoints.
                document.Tags = null;
                foreach (var operation in document.Paths.SelectMany(path => path.Value.Operations!.Values))
                {
                    operation.Tags?.Clear();
                }

                return Task.CompletedTask;
            });
        });
        services.AddSingleton<ApiDocument>();
    }
}

/// <summary>Makes members optional if an answer omits them when null.</summary>
internal sealed class OmittedMembers : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var omitted = context.JsonTypeInfo.Properties
            .Where(member => member.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) is true)
            .Select(member => member.Name);
        schema.Required?.ExceptWith(omitted);
        return Task.CompletedTask;
    }
}
