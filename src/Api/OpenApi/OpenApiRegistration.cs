using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ToolTime.Publication;

namespace ToolTime.Api.OpenApi;

/// <summary>Registers the API's document.</summary>
internal static class OpenApiRegistration
{
    private const string Described = "v1/api/";
    private const string Operators = "v1/api/admin";

    public static void AddApiDocument(this IServiceCollection services)
    {
        // Schemas are made of the same metadata by which answers are written.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(1, StatsJson.Default);
        });
        services.AddOpenApi(ApiDocument.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = door =>
                door.HttpMethod != HttpMethod.Head.Method && door.RelativePath!.StartsWith(Described, StringComparison.Ordinal) && !door.RelativePath.StartsWith(Operators, StringComparison.Ordinal);
            options.AddOperationTransformer<DoorTransformer>();
            options.AddSchemaTransformer<OmittedMembers>();
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "ToolTime",
                    Version = ApiDocument.Name,
                    Description = "How people use coding agents: opt-in reports in, k-anonymous statistics out. Null is what too few people stand behind. Every fault is a problem document (RFC 9457). Operators' doors are not described here.",
                };
                // Wherever it was read from; an address in it would be a guess behind a proxy.
                document.Servers = [];
                // Classes are of no use as groups of doors.
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
