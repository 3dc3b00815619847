using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ToolTime.Api.OpenApi;

/// <summary>Takes members that an answer leaves out, where they say nothing, from those that it must have.</summary>
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
